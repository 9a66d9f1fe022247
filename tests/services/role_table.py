"""Calls every service as every role on a real store, and lays out who may what as a table.

    python -m tests.services.role_table

writes the table anew into docs/privacy.md, to be read before it is committed.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from meedoenbalie import services
from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.consent import ConsentAnswer
from meedoenbalie.domain.editions import Edition
from meedoenbalie.domain.follow_ups import FollowUp, HandOver, Repeat
from meedoenbalie.domain.lessons import LearnedLesson, LessonPhase, WorkingElement
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Resident, Role, Site, User
from meedoenbalie.domain.providers import Agreement, ProviderContact, ProviderTalk
from meedoenbalie.domain.referrals import EventKind, Referral, ReferralEvent
from meedoenbalie.exchange.data_set import new_recipient
from meedoenbalie.exchange.edition_file import pack_edition
from meedoenbalie.services import (
    catalogue,
    follow_ups,
    hand_overs,
    lessons,
    people,
    providers,
    referring,
    registration,
    stores,
)
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.importing import ImportKind
from meedoenbalie.storage.keys import LEAST_COST, key_file_of
from tests.opened_desk import PASSPHRASE, TODAY

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "privacy.md"
BEGIN, END = "<!-- roles: begin -->", "<!-- roles: end -->"
# What takes away what others need comes last.
_LAST = ("rights.", "undoing.", "people.", "erasing.", "retention.", "restoring.")

LESSON: dict[str, Any] = {
    "phase": LessonPhase.INTAKE,
    "element": WorkingElement.CONTACT,
    "situation": "Het was druk aan de balie.",
}

_ANY = {"int": 1, "str": "x", "UUID": UUID(int=1), "bool": False, "date": TODAY}

Service = Callable[..., object]


def services_of_a_desk() -> dict[str, Service]:
    """Return every service that takes a desk, by module and name."""
    found: dict[str, Service] = {}
    for info in pkgutil.walk_packages(services.__path__, f"{services.__name__}."):
        module = importlib.import_module(info.name)
        for name, function in vars(module).items():
            own = inspect.isfunction(function) and function.__module__ == module.__name__
            if not own or name.startswith(("_", "may_")):
                continue
            parameters = list(inspect.signature(function).parameters)
            if parameters[:1] == ["desk"] and "reader" not in parameters:
                found[f"{info.name.removeprefix(f'{services.__name__}.')}.{name}"] = function
    return dict(sorted(found.items(), key=lambda item: (item[0].startswith(_LAST), item[0])))


def who_may(folder: Path) -> dict[str, frozenset[Role]]:
    """Call every service as each role, each role on its own copy of one store."""
    source = _store(folder)
    allowed: dict[str, set[Role]] = {}
    for role in Role:
        path = folder / role.value / source.name
        path.parent.mkdir()
        for file in (source, key_file_of(source)):
            shutil.copy(file, path.parent / file.name)
        opened = stores.open_store(path, "Marleen", PASSPHRASE, fixed_clock(TODAY))
        with opened.database:
            given = _arguments(opened, path.parent)
            desk = replace(opened, user=opened.user.changed(roles=(role,)))
            for name, service in services_of_a_desk().items():
                allowed.setdefault(name, set())
                if _may(name, service, desk, given):
                    allowed[name].add(role)
    return {name: frozenset(roles) for name, roles in allowed.items()}


def table(allowed: Mapping[str, frozenset[Role]]) -> str:
    """Return who may what as Markdown: a line for the services of a module with the same answer."""
    lines = [
        f"| Service | {' | '.join(role.value for role in Role)} |",
        f"|---|{'---|' * len(Role)}",
    ]
    split = sorted(
        (name.split(".")[0], [role in roles for role in Role], name.split(".")[-1])
        for name, roles in allowed.items()
    )
    for (module, marks), group in groupby(split, key=lambda row: (row[0], row[1])):
        names = ", ".join(f"`{name}`" for _, _, name in group)
        cells = " | ".join("yes" if mark else "–" for mark in marks)
        lines.append(f"| {module}: {names} | {cells} |")
    return "\n".join(lines)


def written() -> str:
    """Return the table as it stands in the document."""
    return DOCUMENT.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0].strip()


def _may(name: str, service: Service, desk: Desk, given: Mapping[str, Any]) -> bool:
    named: dict[str, Any] = {}
    for one in inspect.signature(service).parameters.values():
        if one.kind is inspect.Parameter.VAR_KEYWORD:
            named.update(given.get(f"{name}.values", {}))
        elif f"{name}.{one.name}" in given:
            named[one.name] = given[f"{name}.{one.name}"]
        elif one.default is inspect.Parameter.empty and one.name != "desk":
            named[one.name] = given.get(one.name, _something(one.annotation))
    try:
        service(desk, **named)
    except NotAllowed:
        return False
    except Exception:  # noqa: BLE001  (refused for another reason: the role was enough)
        return True
    return True


def _something(annotation: str) -> object:
    """Return what fits a parameter of a service that asks something new."""
    if annotation.endswith("| None"):
        return None
    kind = annotation.partition("[")[0]
    if kind in {"Iterable", "Sequence", "Collection", "tuple", "list"}:
        return ()
    if kind in {"Mapping", "dict"}:
        return {}
    return _ANY.get(annotation)


def _store(folder: Path) -> Path:
    path = folder / "rollen.db"
    site = Site(code="RTW", name="azc Rietwaard")
    made = stores.create_store(path, "Marleen", PASSPHRASE, fixed_clock(TODAY), [site], LEAST_COST)
    with (desk := made.desk).database:
        resident = registration.register_resident(desk, site.id, given_name="Hodan").result
        offer = catalogue.add_offer(
            desk,
            "Stichting Meedoen",
            code="M01",
            kind=OfferKind.MDT_TRAJECT,
            title="Samen tuinieren",
        ).result
        referral = referring.prepare_referral(desk, resident.id, offer.id).result.referral
        referring.record_event(desk, referral.id, EventKind.WITHDRAWN, note="te ver")
        follow_ups.plan(desk, "bel", TODAY, resident_id=resident.id)
        hand_overs.hand_over(desk, "De rest van de lijst is af.")
        at = offer.provider_id
        providers.save_contact(desk, at, name="Els")
        providers.record_talk(desk, at, summary="Kennisgemaakt")
        providers.record_agreement(desk, at, tasks="De balie belt.")
        lessons.add_lesson(desk, **LESSON)
        people.invite(desk, PASSPHRASE, "Joost", [Role.DESK], LEAST_COST)
    return path


def _arguments(desk: Desk, folder: Path) -> dict[str, Any]:
    """Return something that fits each parameter that a service can have."""
    with desk.read() as reader:
        resident, offer = reader.find(Resident)[0], reader.find(Offer)[0]
        site, referral = reader.find(Site)[0], reader.find(Referral)[0]
        event, lesson = reader.find(ReferralEvent)[0], reader.find(LearnedLesson)[0]
        joost = reader.find(User, name="Joost")[0]
        follow_up, note = reader.find(FollowUp)[0], reader.find(HandOver)[0]
        contact, talk = reader.find(ProviderContact)[0], reader.find(ProviderTalk)[0]
        agreement = reader.find(Agreement)[0]
    recipient = folder / "programme.pub"
    recipient.write_text(new_recipient()[1] + "\n", encoding="ascii")
    listing = folder / "bewoners.csv"
    listing.write_text("voornaam;geboortejaar\nAli;2006\n", encoding="utf-8")
    edition = folder / "1.editie"
    edition.write_bytes(pack_edition(Edition(number=1, made_at="2026-03-02"), bytes(32)))
    out = folder / "uit.pdf"
    code = people.new_recovery_code()
    return {
        "resident_id": resident.id,
        "offer_id": offer.id,
        "provider_id": offer.provider_id,
        "site_id": site.id,
        "referral_id": referral.id,
        "event_id": event.id,
        "lesson_id": lesson.id,
        "follow_up_id": follow_up.id,
        "note_id": note.id,
        "contact_id": contact.id,
        "talk_id": talk.id,
        "agreement_id": agreement.id,
        "receiver": "Els",
        "about": follow_ups.About(resident_id=resident.id),
        "due_on": date(2027, 1, 1),
        "owner": "Joost",
        "repeat": Repeat.NONE,
        "user_id": joost.id,
        "identifier": resident.id,
        "identifiers": [resident.id],
        "resident_ids": [resident.id],
        "until": date(2027, 1, 1),
        "version": 0,
        "words": "",
        "text": "onbekend",
        "provider_name": "Stichting Meedoen",
        "places": 3,
        "language": "nl",
        "checked_by": "Marleen",
        "note": "vergissing",
        "answer": ConsentAnswer.NO,
        "summary": "Even gesproken",
        "agreed": "op verzoek",
        "query": registration.ResidentQuery(),
        "start": "H",
        "site_code": "RTW",
        "iso_week": "2026-W09",
        "out": out,
        "path": folder / "geen-back-up.db",
        "passphrase": PASSPHRASE,
        "old": "niet mijn wachtzin",
        "new": "een eigen lange zin",
        "name": "Fatma",
        "roles": [Role.DESK],
        "code": code,
        "typed": "AAAA-BBBB",
        "response_days": 10,
        "confirm_days": 14,
        "head": "0" * 16,
        "count": 1,
        "last": None,
        "recipient_file": recipient,
        "editions.look_at_edition.file": edition,
        "editions.take_edition.file": edition,
        "tried_on": TODAY,
        "tried_id": resident.id,
        "drafts.keep.kind": "resident",
        "drafts.keep.typed": {},
        "drafts.latest.kind": "resident",
        "importing.import_file.kind": ImportKind.RESIDENTS,
        "importing.import_file.path": listing,
        "importing.preview.kind": ImportKind.RESIDENTS,
        "importing.preview.path": listing,
        "referring.record_event.kind": EventKind.SENT,
        "registration.add_site.code": "GRB",
        "registration.register_resident.values": {"given_name": "Ali"},
        "registration.change_resident.values": {"family_name": "Abdi"},
        "catalogue.add_offer.values": {
            "code": "M02",
            "kind": OfferKind.MDT_TRAJECT,
            "title": "Koken",
        },
        "catalogue.change_offer.values": {"title": "Koken"},
        "lessons.add_lesson.values": LESSON,
        "lessons.change_lesson.values": {"tip": "Begin vroeg."},
        "settings.change_settings.values": {"keep_months": 7},
    }


def main() -> int:
    """Write the table anew."""
    with TemporaryDirectory() as folder:
        made = table(who_may(Path(folder)))
    before, rest = DOCUMENT.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    DOCUMENT.write_text(f"{before}{BEGIN}\n{made}\n{END}{after}", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
