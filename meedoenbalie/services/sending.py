"""Making a gegevensset for the programme team: checked, signed, encrypted, and never by itself.

The gate of a gegevensset checks form, identifiers, free text and reader; it never hides small
counts, for the team needs the real ones. Hiding happens when the team publishes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from meedoenbalie.domain.data_sets import DataSetSent, SigningKey, fields_of
from meedoenbalie.domain.edition_figures import from_text
from meedoenbalie.domain.identifiers import contains_bsn
from meedoenbalie.domain.markup import laid_bare
from meedoenbalie.domain.names import fold
from meedoenbalie.domain.people import Resident, Role, Site
from meedoenbalie.exchange.data_set import Sender, fingerprint, pack, pack_withdrawal, to_csv
from meedoenbalie.reports.files import write_whole
from meedoenbalie.services.civic_cohorts import rows_to_send
from meedoenbalie.services.civic_rules import civic_rules
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.one_site import the_site
from meedoenbalie.services.programme_keys import read_programme_card
from meedoenbalie.services.programme_pins import use_key
from meedoenbalie.services.site_keys import key_of_site
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.queries.data_sets import Row, rows_of
from meedoenbalie.storage.unit_of_work import Reader

SENDING_ROLES = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})

_LONG_NUMBER = re.compile(r"\d(?:[ .\-]?\d){7,}")
_WORD = re.compile(r"\w+")
_MAIL = re.compile(r"\S+@\S+\.\w+")


class Check(StrEnum):
    """What is looked at before a data set may go."""

    FORM = "form"
    NO_NUMBERS = "no_numbers"
    NO_NAMES = "no_names"
    COUNTS = "counts"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: whether it passed, and about which lessons it complains (by number)."""

    check: Check
    passed: bool
    lessons: tuple[str, ...] = ()


class NotSafeToSend(Exception):
    """A check failed; nothing was written. ``checks`` are all results."""

    def __init__(self, checks: Sequence[CheckResult]) -> None:
        super().__init__("not_safe")
        self.checks = tuple(checks)


@dataclass(frozen=True, slots=True)
class DataSetPreview:
    """What would go: rows per table, one example row per table, the checks, earlier sets."""

    site: Site
    counts: Mapping[str, int]
    examples: Mapping[str, Mapping[str, str | int]]
    checks: tuple[CheckResult, ...]
    sent_before: tuple[DataSetSent, ...]
    signed_by: str


def preview_data_set(desk: Desk, site_code: str | None = None) -> DataSetPreview:
    """Return what a data set of a site would hold. Raises UnknownRecord and InvalidRules."""
    with desk.read() as reader:
        site = the_site(reader, site_code)
        rows = _rows(desk, reader, site)
        key = reader.first(SigningKey, site_id=site.id)
        return DataSetPreview(
            site=site,
            counts={table: len(of_table) for table, of_table in rows.items()},
            examples={
                table: dict(zip(fields_of(table), of_table[0], strict=True))
                for table, of_table in rows.items()
                if of_table
            },
            checks=tuple(_check(reader, rows)),
            sent_before=tuple(
                reversed(reader.find(DataSetSent, order_by="number", site_id=site.id))
            ),
            signed_by=fingerprint(key.public_key) if key else "",
        )


def release_data_set(
    desk: Desk, recipient_file: Path, out: Path, site_code: str | None = None
) -> Done[DataSetSent]:
    """Write the encrypted, signed data set of a site, readable by the programme team alone.

    Raises UnknownRecord, NotSafeToSend, InvalidRules for the rules of civic integration, NotAStore
    for a wrong public key, OtherProgrammeKey for another than the pinned one, and OSError; then
    nothing is written and no number is used up. The first key that is used is pinned.
    """
    # DuckDB takes long to load, and only this use case needs it.
    from meedoenbalie.collection.parquet import to_parquet

    card = read_programme_card(recipient_file)
    with desk.write("release_data_set", roles=SENDING_ROLES) as uow:
        site = the_site(uow, site_code)
        rows = _rows(desk, uow, site)
        checks = _check(uow, rows)
        if not all(result.passed for result in checks):
            raise NotSafeToSend(checks)
        use_key(uow, desk, card)
        key = key_of_site(uow, site)
        sent = uow.insert(
            DataSetSent(
                site_id=site.id,
                number=uow.count(DataSetSent, site_id=site.id) + 1,
                made_at=desk.clock.now(),
                residents=len(rows["residents"]),
                referrals=len({row[0] for row in rows["events"]}),
                lessons=len(rows["lessons"]),
                recipient=card.fingerprint,
            )
        )
        csv_files = {table: to_csv(table, of_table) for table, of_table in rows.items()}
        made_at = sent.made_at.isoformat()
        sender = Sender(site.code, site.name, sent.number, made_at, key.statements)
        parquet = to_parquet(csv_files)
        write_whole(out, pack(sender, csv_files, parquet, key.private_key, card.recipient))
    return Done(sent, frozenset(uow.changed))


def withdraw_data_set(
    desk: Desk, recipient_file: Path, out: Path, site_code: str | None = None
) -> Done[DataSetSent]:
    """Write the signed word that the last set of a site, and all before it, no longer count.

    Doing it again writes the same word again. What went out can't be undone: a new set is the cure.
    Raises UnknownRecord when the site sent no set, NotAStore, OtherProgrammeKey and OSError; then
    nothing is written.
    """
    card = read_programme_card(recipient_file)
    with desk.write("withdraw_data_set", roles=SENDING_ROLES) as uow:
        site = the_site(uow, site_code)
        sets = uow.find(DataSetSent, order_by="number", site_id=site.id)
        if not sets:
            raise UnknownRecord("data_set")
        use_key(uow, desk, card)
        key, last = key_of_site(uow, site), sets[-1]
        if last.withdrawn_at is None:
            last = uow.update(last, withdrawn_at=desk.clock.now())
        at = (last.withdrawn_at or desk.clock.now()).isoformat()
        sender = Sender(site.code, site.name, last.number, at, key.statements)
        write_whole(out, pack_withdrawal(sender, key.private_key, card.recipient))
    return Done(last, frozenset(uow.changed))


def _rows(desk: Desk, reader: Reader, site: Site) -> dict[str, list[Row]]:
    day = desk.clock.today()
    civic = rows_to_send(reader, site, civic_rules(desk.database.path), day)
    return {**rows_of(reader, site, day), "civic": civic}


def _words_of(row: Row) -> list[str]:
    """Return what people wrote in a lesson, as written and as read; of its figures the captions."""
    lesson = dict(zip(fields_of("lessons"), map(str, row), strict=True))
    captions = [figure.caption for figure in from_text(lesson.pop("figures"))]
    texts = list(lesson.values())[3:]
    return [*(seen for text in texts for seen in laid_bare(text)), *captions]


def _check(reader: Reader, rows: Mapping[str, Sequence[Row]]) -> list[CheckResult]:
    texts = {str(row[0]): " ".join(_words_of(row)) for row in rows["lessons"]}
    numbers = tuple(
        number
        for number, text in texts.items()
        if contains_bsn(text) or _LONG_NUMBER.search(text) or _MAIL.search(text)
    )
    names = [f" {fold(resident.full_name)} " for resident in reader.find(Resident)]
    full_names = [name for name in names if " " in name.strip()]
    words = {number: " ".join(_WORD.findall(fold(text))) for number, text in texts.items()}
    named = tuple(
        number for number, text in words.items() if any(name in f" {text} " for name in full_names)
    )
    shapes = all(
        len(row) == len(fields_of(table)) for table, of_table in rows.items() for row in of_table
    )
    people = {row[0] for row in rows["residents"]}
    known = all(
        row[position] in people
        for table, position in (("informed", 0), ("events", 1))
        for row in rows[table]
    )
    in_cohorts = sum(int(row[-1]) for row in rows["civic"])
    return [
        CheckResult(Check.FORM, shapes),
        CheckResult(Check.NO_NUMBERS, not numbers, numbers),
        CheckResult(Check.NO_NAMES, not named, named),
        CheckResult(
            Check.COUNTS,
            known and in_cohorts <= len(people) == len(rows["residents"]),
        ),
    ]
