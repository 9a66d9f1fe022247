"""A resident moves to Grubbenvorst, and the dossier moves along, for that desk alone."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from meedoenbalie.clock import Clock, fixed_clock
from meedoenbalie.domain.consent import Consent, ConsentAnswer
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Contact, Resident, Site
from meedoenbalie.domain.referrals import EventKind, Referral, ReferralEvent, ReferralState
from meedoenbalie.domain.transfers import DeskKey, KnownDesk, TakenBundle, Transfer
from meedoenbalie.exchange.data_set import new_recipient, new_signing_key
from meedoenbalie.exchange.transfer import RefusedTransfer
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.changes import resident_changes
from meedoenbalie.services.collecting import overview
from meedoenbalie.services.consents import record_consent
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.desk_keys import read_desk_card, trust_desk, write_desk_card
from meedoenbalie.services.erasing import erase
from meedoenbalie.services.inzage import as_json, held_about, parts_of_inzage
from meedoenbalie.services.merging import merge
from meedoenbalie.services.messages import explain
from meedoenbalie.services.programme_keys import make_programme_keys
from meedoenbalie.services.referring import prepare_referral, record_event
from meedoenbalie.services.registration import dossier, record_contact, register_resident
from meedoenbalie.services.rights import Restricted, restrict_use
from meedoenbalie.services.sending import preview_data_set, release_data_set
from meedoenbalie.services.set_messages import messages_for
from meedoenbalie.services.set_weeks import weeks_of
from meedoenbalie.services.transfers import hand_over, look_into, take_in
from meedoenbalie.services.undoing import CannotUndo, redo, undo
from meedoenbalie.services.verifying import verify
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.keys import LEAST_COST
from tests.opened_desk import TODAY, Made, new_store
from tests.services.test_data_sets import TEAM, Team

HERE, THERE = "azc Rietwaard", "azc Grubbenvorst"


@cache
def _made() -> Made:
    with TemporaryDirectory() as folder:
        return Made.of(new_store(Path(folder) / "grubbenvorst.db", "GRB", THERE))


@dataclass
class Move:
    """Two desks that know each other, and what one brings to the other."""

    here: Desk
    there: Desk
    resident: Resident
    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "overdracht.age"

    def sent(self) -> bytes:
        hand_over(self.here, self.resident.id, THERE, self.file)
        return self.file.read_bytes()

    def refused(self, data: bytes, clock: Clock | None = None) -> str:
        """Why the other desk refuses a file; nothing of it may be in its store afterwards."""
        path = self.folder / "gekregen.age"
        path.write_bytes(data)
        desk = replace(self.there, clock=clock) if clock else self.there
        before = contents(desk)
        with pytest.raises(RefusedTransfer) as looked:
            look_into(desk, path)
        with pytest.raises(RefusedTransfer) as taken:
            take_in(desk, path)
        assert contents(desk) == before
        assert looked.value.code == taken.value.code
        assert explain(taken.value)
        return taken.value.code


def contents(desk: Desk) -> tuple[object, ...]:
    with desk.read() as reader:
        kinds = (Resident, Consent, Referral, ReferralEvent, Offer, Transfer, TakenBundle)
        return (reader.head().step, *(len(reader.find(kind)) for kind in kinds))


def know_each_other(one: Desk, other: Desk, folder: Path) -> None:
    cards = []
    for number, desk in enumerate((one, other)):
        path = folder / f"{number}.balie"
        cards.append((path, write_desk_card(desk, path).result))
    trust_desk(one, cards[1][0], cards[1][1].fingerprint)
    trust_desk(other, cards[0][0], cards[0][1].fingerprint)


@pytest.fixture
def move(desk: Desk, site: Site, tmp_path: Path) -> Iterator[Move]:
    """Semhar was referred and started; a second referral has ended."""
    there = _made().opened(tmp_path / "there" / "grubbenvorst.db")
    know_each_other(desk, there, tmp_path)
    resident = register_resident(
        desk,
        site.id,
        given_name="Semhar",
        family_name="Tesfay",
        birth_date=date(2006, 7, 1),
        languages=("tir", "eng"),
        notes="komt liever met z’n tweeën",
    ).result
    record_contact(desk, resident.id, "Kennisgemaakt")
    offer = add_offer(
        desk, "Buurtkracht", code="M01", kind="mdt_traject", title="Samen in de buurt"
    ).result
    record_consent(desk, resident.id, offer.provider_id, ConsentAnswer.YES, language="nl")
    running = prepare_referral(desk, resident.id, offer.id).result.referral
    record_event(desk, running.id, EventKind.SENT, consent_on=TODAY, receiver="Els")
    record_event(desk, running.id, EventKind.ACCEPTED)
    taalmaatje = add_offer(desk, "Welzijn", code="T01", kind="activity", title="Taalmaatje").result
    ended = prepare_referral(desk, resident.id, taalmaatje.id).result.referral
    record_event(desk, ended.id, EventKind.WITHDRAWN, note="te ver")
    yield Move(desk, there, resident, tmp_path)
    there.database.close()


def test_what_comes_is_shown_before_it_is_written(move: Move) -> None:
    move.sent()
    before = contents(move.there)
    seen = look_into(move.there, move.file)
    assert contents(move.there) == before
    assert (seen.sender, seen.resident.full_name) == (HERE, "Semhar Tesfay")
    assert [(one.offer.title, one.standing.state) for one in seen.open_referrals] == [
        ("Samen in de buurt", ReferralState.ACCEPTED)
    ]
    assert (len(seen.referrals), seen.consents, seen.contacts) == (2, 1, 1)
    assert not seen.doubles
    assert seen.returns is None


def test_a_file_that_was_put_in_place_of_what_was_shown_is_refused(move: Move) -> None:
    move.sent()
    shown = look_into(move.there, move.file)
    move.sent()
    with pytest.raises(RefusedTransfer, match="other_file"):
        take_in(move.there, move.file, previewed=shown.bundle_id)
    assert contents(move.there)[1] == 0


def test_a_likely_double_is_pointed_out(move: Move) -> None:
    move.sent()
    with move.there.read() as reader:
        site = reader.find(Site)[0]
    known = register_resident(
        move.there,
        site.id,
        given_name="Semhar",
        family_name="Tesfay",
        birth_date=date(2006, 7, 1),
    ).result
    assert [one.resident.id for one in look_into(move.there, move.file).doubles] == [known.id]


def test_the_dossier_goes_on_at_the_other_desk(move: Move) -> None:
    move.sent()
    taken = take_in(move.there, move.file).result
    held = dossier(move.there, taken.resident.id)
    assert held.resident.reference == "GRB-0001"
    assert held.resident.pseudonym == move.resident.pseudonym
    assert held.resident.notes == move.resident.notes
    assert held.resident.departed_on is None
    assert [one.summary for one in held.contacts] == ["Kennisgemaakt"]
    assert [provider.name for _consent, provider in held.consents] == ["Buurtkracht"]
    states = {one.offer.title: one.standing.state for one in held.referrals}
    assert states == {
        "Samen in de buurt": ReferralState.ACCEPTED,
        "Taalmaatje": ReferralState.WITHDRAWN,
    }
    running = next(one for one in held.referrals if one.standing.is_open)
    record_event(move.there, running.referral.id, EventKind.STARTED)
    assert verify(move.there).problems == ()
    assert not any(one.offer.active for one in held.referrals)


def test_a_provider_and_offer_of_the_same_name_are_the_ones_that_are_here(move: Move) -> None:
    mine = add_offer(
        move.there, "buurtkracht", code="X9", kind="mdt_traject", title="Samen in de Buurt"
    ).result
    add_offer(move.there, "Anders", code="T01", kind="activity", title="Iets anders")
    move.sent()
    assert take_in(move.there, move.file).result.new_offers == 1
    with move.there.read() as reader:
        assert {one.offer_id for one in reader.find(Referral)} > {mine.id}
        assert [one.name for one in reader.find(Provider, order_by="name")] == [
            *("Anders", "Welzijn", "buurtkracht")
        ]
        assert sorted(one.code for one in reader.find(Offer)) == ["T01", "T01-2", "X9"]


def test_the_sending_desk_keeps_what_its_term_allows(move: Move) -> None:
    move.sent()
    held = dossier(move.here, move.resident.id)
    assert held.resident.departed_on == TODAY
    assert [(one.direction, one.desk) for one in held.transfers] == [("out", THERE)]
    assert held_about(move.here, move.resident.id).erase_on is not None


def test_nobody_is_counted_twice(move: Move) -> None:
    assert preview_data_set(move.here).counts["residents"] == 1
    move.sent()
    assert preview_data_set(move.here).counts["residents"] == 0
    take_in(move.there, move.file)
    counts = preview_data_set(move.there).counts
    assert (counts["residents"], counts["events"]) == (1, 5)


def test_until_the_desk_left_sends_again_the_newest_set_counts_who_moved(move: Move) -> None:
    make_programme_keys(move.folder / "team", TEAM, LEAST_COST)
    team = Team(move.folder / "team")

    def collected(desk: Desk, days: int) -> tuple[dict[str, int | None], list[str]]:
        """What counts after a desk sent its set so many days later, and what the azc's hear."""
        clock = fixed_clock(TODAY + timedelta(days=days))
        file = move.folder / f"{days}.gegevensset"
        release_data_set(replace(desk, clock=clock), team.public, file)
        assert team.collect(file) == ["collected"]
        told = messages_for(weeks_of(team.collection, TEAM, clock))
        total = overview(team.collection, TEAM).exact.total
        return total, [one.text for one in told if "staan bewoners die ook" in one.text]

    before, told = collected(move.here, 0)
    assert (before["residents"], before["referred"], told) == (1, 1, [])
    move.sent()
    take_in(move.there, move.file)
    after, (text,) = collected(move.there, 1)
    assert after == before
    assert HERE in text
    assert f"een nieuwere set van {THERE}" in text
    assert "Semhar" not in text
    assert collected(move.here, 2) == (before, [])


def test_both_journals_and_the_inzage_tell_it(move: Move) -> None:
    move.sent()
    taken = take_in(move.there, move.file).result.resident
    for desk, person, action, words in (
        (move.here, move.resident.id, "hand_over_dossier", f"ging naar {THERE}"),
        (move.there, taken.id, "take_in_dossier", f"kwam van {HERE}"),
    ):
        held = held_about(desk, person)
        assert action in {change.action for change in held.changes}
        part = next(one for one in parts_of_inzage(held) if one.key == "transfers")
        assert [item.value for item in part.items] == [f"{words} · Marleen"]
        assert len(as_json(held)["transfers"]) == 1
        assert resident_changes(desk, person)


def test_it_is_undone_on_either_side_and_done_again(move: Move) -> None:
    move.sent()
    before = contents(move.there)
    take_in(move.there, move.file)
    undo(move.there)
    assert contents(move.there)[1:] == before[1:]
    redo(move.there)
    assert contents(move.there)[1] == 1
    undo(move.there)
    take_in(move.there, move.file)
    undo(move.here)
    held = dossier(move.here, move.resident.id)
    assert (held.resident.departed_on, held.transfers) == (None, ())
    assert verify(move.here).problems == verify(move.there).problems == ()


def test_it_is_not_undone_when_something_followed(move: Move) -> None:
    move.sent()
    taken = take_in(move.there, move.file).result.resident
    colleague = replace(move.there, user=move.there.user.changed(name="Joost"))
    record_contact(colleague, taken.id, "Welkom geheten")
    with pytest.raises(CannotUndo):
        undo(move.there)
    assert dossier(move.there, taken.id).resident == taken


def test_keys_are_not_undone(move: Move) -> None:
    undo(move.there)
    with pytest.raises(CannotUndo):
        undo(move.there)
    with move.there.read() as reader:
        assert reader.count(DeskKey) == 1


def test_who_comes_back_is_pointed_out_and_merged(move: Move) -> None:
    move.sent()
    there = take_in(move.there, move.file).result.resident
    back = move.folder / "terug.age"
    hand_over(move.there, there.id, HERE, back)
    seen = look_into(move.here, back)
    assert seen.returns is not None
    assert seen.returns.id == move.resident.id
    again = take_in(move.here, back).result.resident
    assert again.pseudonym != move.resident.pseudonym
    merge(move.here, move.resident.id, again.id, ["departed_on"])
    held = dossier(move.here, move.resident.id)
    assert held.resident.departed_on is None
    assert [one.direction for one in held.transfers] == ["out", "in"]
    assert preview_data_set(move.here).counts["residents"] == 1


def test_erasing_forgets_the_person_and_still_refuses_the_file(move: Move) -> None:
    data = move.sent()
    taken = take_in(move.there, move.file).result.resident
    erase(move.there, taken.id)
    with move.there.read() as reader:
        assert reader.count(Transfer) == reader.count(Contact) == 0
    assert move.refused(data) == "taken_before"
    erase(move.here, move.resident.id)
    with move.here.read() as reader:
        assert reader.count(Transfer) == 0
    assert verify(move.here).problems == verify(move.there).problems == ()


def test_who_limited_the_use_of_their_data_is_not_handed_over(move: Move) -> None:
    restrict_use(move.here, move.resident.id, "op verzoek")
    with pytest.raises(Restricted):
        move.sent()
    assert not move.file.exists()


def test_a_desk_that_nobody_compared_gets_nothing(move: Move) -> None:
    with pytest.raises(UnknownRecord, match="known_desk"):
        hand_over(move.here, move.resident.id, "azc Elders", move.file)
    with pytest.raises(FileNotFoundError):
        hand_over(move.here, move.resident.id, THERE, move.folder / "weg" / "x.age")
    assert dossier(move.here, move.resident.id).transfers == ()


def test_the_fingerprint_is_compared_before_a_desk_is_known(move: Move) -> None:
    card = move.folder / "0.balie"
    with pytest.raises(RefusedTransfer, match="other_fingerprint"):
        trust_desk(move.there, card, "0000 1111")
    with pytest.raises(RefusedTransfer, match="own_desk"):
        trust_desk(move.here, card, read_desk_card(card).fingerprint)
    about = json.loads(card.read_text(encoding="utf-8"))
    for wrong in (
        b"",
        b"[]",
        b"\xff",
        json.dumps({**about, "name": "azc Elders"}).encode(),
        json.dumps({**about, "recipient": "age1x"}).encode(),
        b"x" * 20_000,
    ):
        card.write_bytes(wrong)
        with pytest.raises(RefusedTransfer, match="no_desk_file"):
            read_desk_card(card)


def test_a_desk_with_new_keys_is_compared_again_and_its_old_ones_are_foreign(move: Move) -> None:
    data = move.sent()
    other = _made().opened(move.folder / "nieuw" / "grubbenvorst.db")
    card = write_desk_card(other, move.folder / "nieuw.balie").result
    trust_desk(move.here, move.folder / "nieuw.balie", card.fingerprint.lower())
    with move.here.read() as reader:
        assert [one.signing for one in reader.find(KnownDesk)] == [card.signing]
    with other.database:
        trust_desk(
            other, move.folder / "0.balie", read_desk_card(move.folder / "0.balie").fingerprint
        )
        path = move.folder / "oud.age"
        path.write_bytes(data)
        with pytest.raises(RefusedTransfer, match="not_for_this_key"):
            take_in(other, path)


@dataclass
class Forger:
    """Has the keys of a desk, to make what that desk would never make."""

    move: Move
    own: DeskKey
    sender: DeskKey

    @classmethod
    def of(cls, move: Move) -> Forger:
        with move.there.read() as there, move.here.read() as here:
            return cls(move, there.find(DeskKey)[0], here.find(DeskKey)[0])

    def opened(self, data: bytes) -> tuple[bytes, bytes]:
        identity = pyrage.x25519.Identity.from_str(self.own.reading_secret)
        plain = pyrage.decrypt(data, [identity])
        return plain[:64], plain[64:]

    def sealed(self, plain: bytes, recipient: str | None = None) -> bytes:
        reader = pyrage.x25519.Recipient.from_str(recipient or self.own.recipient)
        sealed: bytes = pyrage.encrypt(plain, [reader])
        return sealed

    def signed(self, body: bytes, secret: str | None = None) -> bytes:
        key = Ed25519PrivateKey.from_private_bytes(
            base64.b64decode(secret or self.sender.signing_secret)
        )
        return self.sealed(key.sign(b"meedoenbalie-overdracht\0" + body) + body)

    def changed(self, data: bytes, **values: object) -> bytes:
        return json.dumps({**json.loads(self.opened(data)[1]), **values}).encode()


def test_every_wrong_bundle_is_refused_with_its_reason(move: Move) -> None:
    data = move.sent()
    forger = Forger.of(move)
    signature, body = forger.opened(data)
    stranger, stranger_public = new_signing_key()
    about = json.loads(body)
    flipped = bytearray(data)
    flipped[-20] ^= 1
    late = fixed_clock(TODAY + timedelta(days=31))
    moment = datetime.fromisoformat(about["made_at"])
    assert move.refused(bytes(flipped)) == "damaged"
    assert move.refused(data[:-100]) == move.refused(b"") == move.refused(b"PK") == "damaged"
    assert move.refused(forger.sealed(signature + body, new_recipient()[1])) == "not_for_this_key"
    assert move.refused(forger.signed(body, stranger)) == "changed"
    assert move.refused(forger.sealed(signature + body.replace(b"Semhar", b"Zemhar"))) == "changed"
    other = {**about["sender"], "signing": stranger_public}
    assert move.refused(forger.signed(forger.changed(data, sender=other), stranger)) == (
        "unknown_sender"
    )
    assert move.refused(forger.signed(forger.changed(data, receiver="0000"))) == "other_desk"
    assert move.refused(forger.signed(forger.changed(data, schema=2))) == "newer_schema"
    assert move.refused(data, late) == "stale"
    ahead = (moment + timedelta(days=2)).isoformat()
    assert move.refused(forger.signed(forger.changed(data, made_at=ahead))) == "ahead"
    naive = moment.replace(tzinfo=None).isoformat()
    assert move.refused(forger.signed(forger.changed(data, made_at=naive))) == "damaged"
    for wrong in (
        {},
        {**about["records"], "residents": []},
        {**about["records"], "residents": about["records"]["residents"] * 2},
        {**about["records"], "offers": []},
        {**about["records"], "contacts": about["records"]["contacts"] * 2},
        {**about["records"], "referrals": [{"bsn": "111222333"}]},
    ):
        assert move.refused(forger.signed(forger.changed(data, records=wrong))) == "damaged"
    take_in(move.there, move.file)
    assert move.refused(data) == "taken_before"
    assert move.refused(forger.signed(body)) == "taken_before"


def test_a_thousand_bundles_that_were_tampered_with_are_all_refused(move: Move) -> None:
    data = move.sent()
    forger = Forger.of(move)
    signature, body = forger.opened(data)
    stranger, _public = new_signing_key()
    second = move.folder / "tweede.age"
    hand_over(move.here, move.resident.id, THERE, second)
    other_signature, other_body = forger.opened(second.read_bytes())
    taken = take_in(move.there, second)
    assert taken.result.referrals == 2
    chance = random.Random(10)
    before = contents(move.there)
    path = move.folder / "gekregen.age"
    codes: dict[str, int] = {}
    for number in range(1000):
        place = chance.randrange(len(data))
        within = chance.randrange(len(body))
        bit = 1 << chance.randrange(8)
        match number % 6:
            case 0:
                wrong = data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]
            case 1:
                wrong = data[:place]
            case 2:
                body_ = body[:within] + bytes([body[within] ^ bit]) + body[within + 1 :]
                wrong = forger.sealed(signature + body_)
            case 3:
                body_ = body[:within] + bytes([body[within] ^ bit]) + body[within + 1 :]
                wrong = forger.signed(body_, stranger)
            case 4:
                wrong = forger.sealed(
                    chance.choice((signature + other_body, other_signature + body))
                )
            case _:
                wrong = chance.choice(
                    (second.read_bytes(), forger.sealed(other_signature + other_body))
                )
        path.write_bytes(wrong)
        with pytest.raises(RefusedTransfer) as refused:
            take_in(move.there, path)
        codes[refused.value.code] = codes.get(refused.value.code, 0) + 1
    assert contents(move.there) == before
    assert sum(codes.values()) == 1000
    assert set(codes) >= {"damaged", "changed", "taken_before"}
