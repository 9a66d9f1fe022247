"""Who is erased is nowhere any more; what was counted stays, and an old back-up forgets too."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, select, text

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.consent import Consent, ConsentAnswer, SharedField
from meedoenbalie.domain.counted import CountedFact, added_in, counts_of
from meedoenbalie.domain.drafts import FormDraft
from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.names import fold
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Contact, Resident, Role, Site
from meedoenbalie.domain.record import new_id
from meedoenbalie.domain.referrals import (
    EventKind,
    InformationGiven,
    Reason,
    Referral,
    ReferralEvent,
    replay,
)
from meedoenbalie.domain.weekly import weekly_figures as counted
from meedoenbalie.services import erasing, messages
from meedoenbalie.services.backing_up import back_up
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.informing import give_information
from meedoenbalie.services.lessons import add_lesson
from meedoenbalie.services.referring import (
    prepare_referral,
    record_consent,
    record_event,
    retract_event,
)
from meedoenbalie.services.registration import (
    ResidentQuery,
    change_resident,
    find_residents,
    record_contact,
    register_resident,
)
from meedoenbalie.services.reporting import weekly_figures
from meedoenbalie.services.stores import open_store
from meedoenbalie.services.undoing import CannotUndo, undo
from meedoenbalie.services.verifying import verify
from meedoenbalie.storage import drafts, erased_list, search
from meedoenbalie.storage.backends.file import file_of
from meedoenbalie.storage.backends.server import ServerDatabase
from meedoenbalie.storage.erasure import erased_residents
from meedoenbalie.storage.journal import NO_HASH, digest_of, image_of, step_hash
from meedoenbalie.storage.migrate import version_of
from meedoenbalie.storage.rows import entry, payload, step
from tests.domain.histories import histories
from tests.opened_desk import PASSPHRASE, TODAY

TRACES = (
    *("Hawariat", "Woldegebriel", "ሃዋርያት", "RTW-0042", "2123456789", "0612348765"),
    *("trombone", "buurman Okbay", "liever geen fiets", "hobo"),
)


@dataclass(frozen=True)
class Known:
    """A resident of whom every kind of record exists, and somebody who came in the same file."""

    resident: Resident
    other: Resident
    offer: Offer

    @property
    def traces(self) -> tuple[str, ...]:
        pseudonym = self.resident.pseudonym
        return (*TRACES, fold("Woldegebriel"), str(pseudonym), pseudonym.hex)


def known_at(desk: Desk, site: Site) -> Known:
    offer = add_offer(
        desk, "Buurtkracht", code="M01", kind="mdt_traject", title="Samen in de buurt", places=3
    ).result
    people = [
        Resident(
            site_id=site.id,
            reference=f"RTW-{number:04d}",
            given_name=given,
            family_name=family,
            birth_date=date(2006, 7, 1),
        )
        for number, given, family in ((42, "Hawariat", "Woldegebriel"), (43, "Zahra", "Nur"))
    ]
    person, other = people
    with desk.write("import_residents") as uow:
        uow.insert_many(people)
        uow.insert_many(
            [
                InformationGiven(
                    resident_id=somebody.id,
                    offer_id=offer.id,
                    given_on=date(2026, 1, 14),
                    language="tir",
                )
                for somebody in people
            ]
        )
    changed = change_resident(
        desk,
        person.id,
        1,
        native_name="ሃዋርያት",
        v_number="2123456789",
        contact_channel="telefoon",
        contact_value="0612348765",
        guardian="buurman Okbay",
        notes="speelt trombone",
    ).result
    changed = change_resident(desk, person.id, changed.version, notes="speelt hobo").result
    record_contact(desk, person.id, "Gesprek", "liever geen fiets")
    with desk.write("wrong_contact") as uow:
        wrong = uow.insert(
            Contact(resident_id=person.id, at=desk.clock.now(), summary="over de trombone")
        )
    with desk.write("undo") as uow:
        uow.delete(wrong)
    give_information(desk, person.id, offer.id, "tir")
    record_consent(
        desk,
        person.id,
        offer.provider_id,
        ConsentAnswer.YES,
        shared=(SharedField.NAME_AND_CONTACT,),
    )
    referral = prepare_referral(desk, person.id, offer.id, note="wil trombone").result.referral
    record_event(desk, referral.id, EventKind.SENT, receiver="Rob")
    record_event(desk, referral.id, EventKind.RECEIVED)
    declined = record_event(
        desk, referral.id, EventKind.DECLINED, reason=Reason.FULL, note="geen trombone"
    ).result
    retract_event(desk, declined.id, "was Hawariat niet")
    with desk.database.writing() as connection:
        for subject, typed in ((person.id, "hobo"), (None, "Hawariat Woldegebriel")):
            drafts.keep(
                connection,
                FormDraft(
                    id=new_id(),
                    owner="Marleen",
                    kind="resident_form",
                    typed={"notes": typed},
                    at=desk.clock.now(),
                    about="",
                    version=1,
                    subject_id=subject,
                ),
            )
    desk.note("print_leaflet", person.id)
    return Known(changed, other, offer)


@pytest.fixture
def known(desk: Desk, site: Site) -> Known:
    return known_at(desk, site)


def everything_in(desk: Desk) -> str:
    """All that the store holds: its rows, decrypted, and each page as it lies there."""
    if isinstance(desk.database, ServerDatabase):
        with desk.database.reading() as connection:
            tables = inspect(connection).get_table_names()
            asked = (text(f'SELECT CAST(t AS text) FROM "{table}" t') for table in tables)
            return "\n".join(row for query in asked for row in connection.scalars(query))
    plain = desk.database.path.with_name("open.sqlite")
    source = desk.database.engine.raw_connection()
    try:
        driver: Any = source.driver_connection
        driver.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
        driver.execute("SELECT sqlcipher_export('plain')")
        driver.execute("DETACH DATABASE plain")
    finally:
        source.close()
    exported = plain.read_bytes()
    plain.unlink()
    return exported.decode("utf-8", "replace") + pages_of(desk.database.path, desk)


def pages_of(path: Path, desk: Desk) -> str:
    """Every page of the file itself, free ones too, decrypted one by one."""
    raw = b"".join(decrypted_pages(path.read_bytes(), bytes(file_of(desk.database)._key)))
    return raw.decode("utf-8", "replace")


def decrypted_pages(data: bytes, key: bytes) -> Iterator[bytes]:
    # SQLCipher 4 with a raw key: AES-256-CBC, 80 bytes at the end of each page of 4096 hold the
    # vector and an HMAC, and the first 16 bytes of the file the salt.
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    for start in range(0, len(data), 4096):
        page = data[start : start + 4096]
        body = page[16 if start == 0 else 0 : 4096 - 80]
        vector = page[4096 - 80 : 4096 - 64]
        decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        yield decryptor.update(body) + decryptor.finalize()


def verify_chain(desk: Desk) -> None:
    with desk.read() as reader:
        previous = NO_HASH
        for row in reader.connection.execute(select(step).order_by(step.c.id)):
            digests = reader.connection.scalars(
                select(entry.c.digest).where(entry.c.step_id == row.id).order_by(entry.c.id)
            ).all()
            assert row.prev_hash == previous
            assert row.hash == step_hash(previous, row.actor, row.at, row.action, digests)
            previous = row.hash


@pytest.mark.file_only("reads the pages of the file")
def test_nothing_of_an_erased_person_is_left_in_the_store_or_beside_it(
    desk: Desk, known: Known
) -> None:
    before = everything_in(desk)
    assert [trace for trace in known.traces if trace not in before] == []
    desk.database.compact()
    assert "Woldegebriel" in pages_of(desk.database.path, desk)

    erasing.erase(desk, known.resident.id)

    after = everything_in(desk)
    assert [trace for trace in known.traces if trace in after] == []
    wal = desk.database.path.with_name(desk.database.path.name + "-wal")
    assert not wal.exists() or wal.stat().st_size == 0
    copy = desk.database.path.with_name("back-up.db")
    file_of(desk.database).copy_to(copy, version_of)
    assert [trace for trace in known.traces if trace in pages_of(copy, desk)] == []
    beside = list(desk.database.path.parent.iterdir())
    assert erased_list.list_of(desk.database.path) in beside
    for path in beside:
        data = path.read_bytes().decode("utf-8", "replace")
        assert [trace for trace in known.traces if trace in data] == [], path.name


def test_others_stay_and_the_chain_still_verifies(desk: Desk, known: Known) -> None:
    with desk.read() as reader:
        head = reader.head().step
    done = erasing.erase(desk, known.resident.id)

    verify_chain(desk)
    assert {"resident", "contact", "consent", "referral", "referral_event"} <= done.changed
    with desk.read() as reader:
        assert reader.head().step == head + 1
        assert reader.find(Resident) == [known.other]
        assert reader.count(InformationGiven) == 1
        for kind in (Contact, Consent, Referral, ReferralEvent):
            assert reader.count(kind) == 0
        assert search.find(reader.connection, "hawariat", Resident) == []
        assert search.find(reader.connection, "zahra", Resident) == [known.other.id]


def test_whoever_came_in_the_same_file_is_digested_anew(desk: Desk, known: Known) -> None:
    erasing.erase(desk, known.resident.id)
    with desk.read() as reader:
        rows = reader.connection.execute(
            select(entry, payload.c.salt, payload.c.before)
            .join(payload, payload.c.entry_id == entry.c.id, isouter=True)
            .where(entry.c.chunk.is_not(None))
            .order_by(entry.c.id)
        ).all()
        first = [row for row in rows if row.op == "insert"]
        again = {row.table_name: row for row in rows if row.op == "reseal"}
        assert [row.salt for row in first] == [None, None]
        assert json.loads(again["resident"].chunk) == [known.other.id.hex]
        image = image_of(reader.get(Resident, known.other.id))
        assert again["resident"].digest == digest_of(again["resident"].salt, [image])
        assert again["resident"].version_after == 0
        assert set(again) == {"resident", "information_given"}


@pytest.mark.file_only("reads the pages of the file")
def test_erasing_a_second_person_of_that_file_leaves_nothing_either(
    desk: Desk, known: Known
) -> None:
    erasing.erase(desk, known.resident.id)
    erasing.erase(desk, known.other.id)
    verify_chain(desk)
    assert "Zahra" not in everything_in(desk)
    with desk.read() as reader:
        salted = reader.connection.scalars(
            select(entry.c.op).join(payload).where(entry.c.chunk.is_not(None))
        ).all()
        assert salted == []
        assert set(erased_residents(reader)) == {known.resident.id, known.other.id}


def test_the_figures_of_every_week_stay_the_same(desk: Desk, known: Known) -> None:
    weeks = [f"2026-W{number:02d}" for number in range(1, 11)]
    before = [weekly_figures(desk, "RTW", week) for week in weeks]
    assert before[-1].this.sent == before[-1].this.informed == 1
    erasing.erase(desk, known.resident.id)
    assert [weekly_figures(desk, "RTW", week) for week in weeks] == before
    erasing.erase(desk, known.other.id)
    assert [weekly_figures(desk, "RTW", week) for week in weeks] == before
    with desk.read() as reader:
        facts = reader.find(CountedFact)
    assert {fact.age_band for fact in facts} == {"18-22"}
    assert [
        fact.number for fact in facts if fact.what == "informed" and fact.week < "2026-W05"
    ] == [2]


FIRST = date(2025, 11, 3)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories(FIRST), st.lists(st.integers(0, 120), max_size=6), st.integers(0, 200))
def test_counts_without_a_person_give_the_same_figures(
    referrals: list[list[ReferralEvent]], told: list[int], now: int
) -> None:
    today = FIRST + timedelta(days=now)
    person, offer = new_id(), new_id()
    steps = [tuple(replay(events)) for events in referrals]
    days = [FIRST + timedelta(days=days) for days in told]
    counts = counts_of(
        ((offer, day) for day in days), ((offer, each) for each in steps), lambda _day: "", today
    )
    facts = [
        CountedFact(
            site_id=person,
            offer_id=count.offer_id,
            week=str(count.week),
            what=count.what,
            number=number,
        )
        for count, number in counts.items()
    ]
    for back in range(0, 30, 3):
        week = IsoWeek.of(today).earlier(back)
        weeks = [week.earlier(n) for n in range(4, -1, -1)]
        known = counted(steps, [(person, day) for day in days], week, today)
        assert counted([], [], week, today, erased=added_in(facts, weeks)) == known


@pytest.mark.file_only("an older file comes back in its place")
def test_an_older_back_up_forgets_whoever_was_erased_since(desk: Desk, known: Known) -> None:
    path = desk.database.path
    older = path.with_name("ouder.db")
    file_of(desk.database).copy_to(older, version_of)
    erasing.erase(desk, known.resident.id)
    figures = weekly_figures(desk, "RTW", "2026-W10")
    desk.database.close()
    older.replace(path)

    opened = open_store(path, "Marleen", PASSPHRASE, fixed_clock(TODAY))
    try:
        with opened.read() as reader:
            assert reader.find(Resident) == [known.other]
        assert [trace for trace in known.traces if trace in everything_in(opened)] == []
        verify_chain(opened)
        assert weekly_figures(opened, "RTW", "2026-W10") == figures
        assert erasing.forget_again(opened) == 0
    finally:
        opened.database.close()


@pytest.mark.file_only("the list is a file; on a server a table")
def test_a_list_from_which_somebody_was_cut_is_refused(desk: Desk, known: Known) -> None:
    erasing.erase(desk, known.resident.id)
    path = erased_list.list_of(desk.database.path)
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**data, "erased": []}), encoding="utf-8")
    desk.database.close()
    with pytest.raises(erasing.ErasureListDamaged) as refused:
        open_store(desk.database.path, "Marleen", PASSPHRASE, fixed_clock(TODAY))
    assert path.name in str(messages.explain(refused.value))


@pytest.mark.file_only("the list is a file; on a server a table")
def test_a_list_that_is_gone_is_made_anew_from_the_journal(desk: Desk, known: Known) -> None:
    erasing.erase(desk, known.resident.id)
    path = erased_list.list_of(desk.database.path)
    listed = desk.database.erased()
    path.unlink()
    assert erasing.forget_again(desk) == 0
    assert desk.database.erased() == listed == {known.resident.id: desk.clock.now()}


@pytest.mark.file_only("the list is a file; on a server a table")
def test_a_list_that_cannot_be_written_keeps_the_person(desk: Desk, known: Known) -> None:
    erased_list.list_of(desk.database.path).with_name("rietwaard.db.erased.part").mkdir()
    with desk.read() as reader:
        before = reader.head()
    with pytest.raises(OSError, match="rietwaard"):
        erasing.erase(desk, known.resident.id)
    with desk.read() as reader:
        assert reader.head() == before
        assert reader.get(Resident, known.resident.id) == known.resident


def test_only_a_coordinator_or_administrator_erases(desk: Desk, known: Known) -> None:
    plain = replace(desk, user=desk.user.changed(roles=(Role.DESK,)))
    assert not erasing.may_erase(plain)
    with pytest.raises(NotAllowed):
        erasing.erase(plain, known.resident.id)
    with desk.read() as reader:
        assert reader.count(Resident) == 2
        refused = reader.connection.execute(
            text("SELECT action FROM access WHERE refused = 1")
        ).all()
    assert [row.action for row in refused] == ["erase_resident"]


def test_before_erasing_the_desk_reads_what_it_means(desk: Desk, known: Known) -> None:
    meaning = erasing.what_erasing_means(desk, known.resident.id)
    assert meaning.resident == known.resident
    assert [provider.name for provider in meaning.told] == ["Buurtkracht"]
    assert (meaning.talks, meaning.informed, meaning.referrals) == (1, 2, 1)
    assert meaning.records == 1 + 1 + 2 + 1 + 1 + 5
    assert meaning.drafts == 2
    assert meaning.journal_entries >= meaning.records
    assert meaning.mentions == ()
    assert (meaning.old_backups, meaning.backups_gone_on, meaning.copies) == (0, None, ())


@pytest.mark.file_only("reads the pages of the file")
def test_a_double_that_was_merged_or_taken_back_goes_too(desk: Desk, known: Known) -> None:
    double = register_resident(
        desk,
        known.resident.site_id,
        given_name="Hawàriat",
        family_name="WOLDEGEBRIEL",
        notes="dubbel: harmonica",
    ).result
    other = register_resident(
        desk, known.resident.site_id, given_name="Hawa", notes="zelfde harmonica"
    ).result
    talk = record_contact(desk, other.id, "over de ukelele").result
    older = desk.database.path.with_name("ouder.db")
    file_of(desk.database).copy_to(older, version_of)
    with desk.write("merge_residents") as uow:
        uow.update(talk, resident_id=known.resident.id)
        uow.delete(double)
        uow.delete(other)
    assert "harmonica" in everything_in(desk)

    erasing.erase(desk, known.resident.id)

    after = everything_in(desk)
    assert [
        word for word in ("harmonica", "ukelele", "WOLDEGEBRIEL", "Hawa") if word in after
    ] == []
    assert verify(desk).problems == ()
    assert set(desk.database.erased()) == {known.resident.id, double.id, other.id}
    path = desk.database.path
    desk.database.close()
    older.replace(path)
    opened = open_store(path, "Marleen", PASSPHRASE, fixed_clock(TODAY))
    try:
        with opened.read() as reader:
            assert reader.find(Resident) == [known.other]
    finally:
        opened.database.close()


@pytest.mark.file_only("reads the pages of the file")
def test_somebody_else_who_was_taken_back_stays_in_the_journal(desk: Desk, known: Known) -> None:
    other = register_resident(
        desk,
        known.resident.site_id,
        given_name="Hawariat",
        family_name="Woldegebriel",
        birth_date=date(1999, 1, 1),
        notes="een ander: mandoline",
    ).result
    with desk.write("undo") as uow:
        uow.delete(other)
    erasing.erase(desk, known.resident.id)
    assert "mandoline" in everything_in(desk)
    assert verify(desk).problems == ()


@pytest.mark.file_only("copies that lie beside the file")
def test_back_ups_and_copies_that_still_hold_the_person_are_named(desk: Desk, known: Known) -> None:
    back_up(desk)
    copy = desk.database.path.with_name("rietwaard-versie-0003.db")
    file_of(desk.database).copy_to(copy, version_of)
    meaning = erasing.erase(desk, known.resident.id).result
    assert meaning.old_backups == 1
    assert meaning.backups_gone_on is not None
    assert meaning.backups_gone_on > TODAY
    assert meaning.copies == (copy.name,)


def test_texts_about_others_that_name_the_person_are_pointed_out(desk: Desk, known: Known) -> None:
    record_contact(desk, known.other.id, "Gesprek", "komt samen met Háwariat")
    add_lesson(
        desk,
        phase="intake",
        element="contact",
        situation="W. kwam niet",
        tip="bel RTW-0042 eerst",
    )
    record_contact(desk, known.other.id, "Gesprek", "wil naar het hawariatisme")
    found = erasing.what_erasing_means(desk, known.resident.id).mentions
    assert [(m.where, m.text) for m in found] == [
        ("RTW-0043", "komt samen met Háwariat"),
        ("L01", "bel RTW-0042 eerst"),
    ]


def test_an_erased_person_is_found_by_nobody(desk: Desk, site: Site, known: Known) -> None:
    erasing.erase(desk, known.resident.id)
    query = ResidentQuery(site_id=site.id, words="hawariat", present_only=False)
    assert find_residents(desk, query) == []
    again = register_resident(desk, site.id, given_name="Hawariat").result
    assert find_residents(desk, query) == [again.id]


def test_the_whole_store_verifies_after_erasing(desk: Desk, known: Known) -> None:
    assert verify(desk).problems == ()
    erasing.erase(desk, known.resident.id)
    after = verify(desk)
    assert after.problems == ()
    assert after.erased == 11
    erasing.erase(desk, known.other.id)
    assert verify(desk).problems == ()


def test_erasing_is_never_undone(desk: Desk, known: Known) -> None:
    erasing.erase(desk, known.resident.id)
    with pytest.raises(CannotUndo):
        undo(desk)
    with desk.read() as reader:
        assert reader.find(Resident) == [known.other]


def test_what_was_changed_about_others_before_can_still_be_followed(
    desk: Desk, known: Known
) -> None:
    changed = change_resident(desk, known.other.id, 1, notes="nieuw").result
    erasing.erase(desk, known.resident.id)
    change_resident(desk, known.other.id, changed.version, notes="nieuwer")
    assert verify(desk).problems == ()
