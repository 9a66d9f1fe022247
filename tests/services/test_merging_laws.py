"""Merging and taking apart again gives back what was, whatever was merged and done in between."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.consent import Consent, ConsentAnswer
from meedoenbalie.domain.merged import FormerDossier
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Contact, Resident, Site
from meedoenbalie.domain.referrals import InformationGiven, Referral
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.informing import give_information
from meedoenbalie.services.merging import former_dossiers, merge, undo_merge
from meedoenbalie.services.referring import prepare_referral, record_consent
from meedoenbalie.services.registration import (
    change_resident,
    record_contact,
    register_resident,
)
from meedoenbalie.services.stores import create_store, open_store
from meedoenbalie.services.undoing import redo, undo
from meedoenbalie.services.verifying import verify
from meedoenbalie.storage.keys import LEAST_COST
from tests.opened_desk import PASSPHRASE, TODAY

KINDS = (Resident, Contact, Consent, InformationGiven, Referral, FormerDossier)
CHOSEN = ("given_name", "family_name", "v_number", "notes", "languages")
FIELDS = st.sets(st.sampled_from(CHOSEN))
ACTS = st.lists(
    st.tuples(st.sampled_from(["contact", "consent", "informed", "referral"]), st.booleans()),
    max_size=5,
)


@pytest.fixture(scope="module")
def template() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "balie.db"
        sites = [Site(code="RTW", name="azc Rietwaard")]
        desk = create_store(path, "Marleen", PASSPHRASE, fixed_clock(TODAY), sites, LEAST_COST).desk
        with desk.database:
            add_offer(desk, "Buurtkracht", code="M01", kind="activity", title="Koken", places=3)
        yield path


@pytest.fixture
def opened() -> Iterator[list[Desk]]:
    """Where each example puts its desk, so that all are closed."""
    made: list[Desk] = []
    yield made
    for desk in made:
        desk.database.close()


def a_desk(template: Path, made: list[Desk]) -> Desk:
    folder = Path(tempfile.mkdtemp(dir=template.parent))
    for file in template.parent.glob("balie.db*"):
        shutil.copy(file, folder)
    desk = open_store(folder / template.name, "Marleen", PASSPHRASE, fixed_clock(TODAY))
    event.listen(
        desk.database.engine,
        "checkout",
        lambda connection, *_rest: connection.execute("PRAGMA synchronous = OFF"),
    )
    made.append(desk)
    return desk


def everything(desk: Desk) -> dict[UUID, str]:
    """All that is recorded of residents, apart from how often it was changed."""
    with desk.read() as reader:
        return {
            record.id: record.changed(version=1).model_dump_json()
            for kind in KINDS
            for record in reader.find(kind)
        }


def do(desk: Desk, act: str, resident: UUID) -> None:
    with desk.read() as reader:
        (offer,) = reader.find(Offer)
    if act == "contact":
        record_contact(desk, resident, "Gesproken")
    elif act == "consent":
        record_consent(desk, resident, offer.provider_id, ConsentAnswer.THINKING)
    elif act == "informed":
        give_information(desk, resident, offer.id, "tir")
    else:
        prepare_referral(desk, resident, offer.id)


@given(before=ACTS, chosen=FIELDS, between=ACTS, changed=FIELDS)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_merge_and_undo_are_each_others_opposite(
    template: Path,
    opened: list[Desk],
    before: list[tuple[str, bool]],
    chosen: set[str],
    between: list[tuple[str, bool]],
    changed: set[str],
) -> None:
    desk = a_desk(template, opened)
    with desk.read() as reader:
        (site,) = reader.find(Site)
    kept = register_resident(desk, site.id, given_name="Semhar", notes="thee").result
    other = register_resident(
        desk, site.id, given_name="Semhaar", family_name="Tesfai", v_number="9971803025"
    ).result
    third = register_resident(desk, site.id, given_name="Hodan").result
    for act, first in before:
        do(desk, act, (kept if first else other).id)
    was = everything(desk)

    merged = merge(desk, kept.id, other.id, chosen).result
    then = everything(desk)
    undo(desk)
    assert everything(desk) == was
    redo(desk)
    assert everything(desk) == then

    values = dict.fromkeys(changed - {"v_number", "languages"}, "anders")
    with desk.read() as reader:
        merged = reader.get(Resident, kept.id)
    change_resident(desk, kept.id, merged.version, **values)
    for act, first in between:
        do(desk, act, (kept if first else third).id)
    extra = everything(desk).keys() - then.keys()
    (former,) = former_dossiers(desk, kept.id)
    undo_merge(desk, former.record.id)

    now = everything(desk)
    assert now.keys() == was.keys() | extra
    # All is as it was, but for what was changed since: that stays.
    assert {id_: now[id_] for id_ in was.keys() - {kept.id}} == {
        id_: was[id_] for id_ in was.keys() - {kept.id}
    }
    with desk.read() as reader:
        there = reader.get(Resident, kept.id)
    assert there == kept.changed(version=there.version, **values)
    assert verify(desk).problems == ()
