"""Histories of referrals, replayed on top of the referrals that are stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time

from meedoenbalie.clock import LOCAL_ZONE
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.referrals import Referral
from meedoenbalie.exchange.reading import Progress, ReadRow, read_rows
from meedoenbalie.exchange.referral_rows import (
    REFERRAL_FIELDS,
    EventReader,
    KnownResident,
    ReferralContext,
)
from meedoenbalie.exchange.referrals import EventDraft, KnownReferral, Replay
from meedoenbalie.services.import_intake import Intake, Source
from meedoenbalie.storage.queries.importing import events_by_referral, stored_residents
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork


class ReferralIntake(Intake[EventDraft]):
    """Events that the table of legal steps allows, each stored once."""

    def __init__(self, reader: Reader, source: Source) -> None:
        table, columns = source.table(REFERRAL_FIELDS)
        super().__init__(table, columns)
        self._table = table
        self._options = source.options
        context = ReferralContext(
            today=source.today,
            now=source.now,
            recorded_at=_noon,
            residents={
                one.reference: KnownResident(one.id, one.birth_date, one.birth_year)
                for one in stored_residents(reader)
            },
            offers={offer.code: offer.id for offer in reader.find(Offer)},
            guardian_below=source.rules.guardian_below_age,
        )
        self._reader = EventReader(columns, context)
        events = events_by_referral(reader)
        self._stored = {
            referral.reference: KnownReferral(referral, tuple(events.get(referral.id, ())))
            for referral in reader.find(Referral)
        }
        self._new: list[Referral] = []

    def rows(self, progress: Progress | None) -> Iterator[ReadRow[EventDraft]]:
        """Yield the rows in the order of the file, after replaying them in order of number."""
        options = self._options
        read = read_rows(self._table, self._reader, progress, options.corrections, options.left_out)
        for row in Replay(self._reader, self._stored).run(read):
            if row.draft is not None:
                self.known += row.draft.known
                if row.draft.is_new_referral:
                    self._new.append(row.draft.referral)
            yield row

    def store(self, uow: UnitOfWork, drafts: Sequence[EventDraft]) -> None:
        """Store new events, and before the first all new referrals: theirs may stand far apart."""
        uow.insert_many(self._new)
        self._new = []
        uow.insert_many([draft.event for draft in drafts if not draft.known])


def _noon(day: date) -> datetime:
    """A file tells the day on which something was recorded; noon keeps that day everywhere."""
    return datetime.combine(day, time(12), LOCAL_ZONE).astimezone(UTC)
