"""Catalogues of offers, from lists and HSDS, against the offers that are stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.week import WeekSchedule
from meedoenbalie.exchange.files import is_json
from meedoenbalie.exchange.hsds import read_hsds, read_services
from meedoenbalie.exchange.offer_drafts import OfferDraft, Providers
from meedoenbalie.exchange.offer_fields import OFFER_FIELDS
from meedoenbalie.exchange.offers import OfferReader
from meedoenbalie.exchange.problems import FileNote, Problem, Severity
from meedoenbalie.exchange.reading import Progress, ReadRow, read_rows
from meedoenbalie.exchange.tabular import NO_COLUMNS
from meedoenbalie.services.import_intake import Intake, Source, brought_by
from meedoenbalie.services.import_sites import Sites
from meedoenbalie.services.offer_likeness import Alike, Likeness
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork

_NEVER_UPDATED = frozenset({"code"})
_PLACES = ("places", "places_total", "places_confirmed_on")


@dataclass(frozen=True, slots=True)
class StoredOfferDraft:
    """An offer as a row tells it; ``known`` is the stored one that it is about."""

    draft: OfferDraft
    known: Offer | None

    @property
    def offer(self) -> Offer:
        """The offer of the row."""
        return self.draft.offer


class OfferIntake(Intake[StoredOfferDraft]):
    """Offers by their code or HSDS id, or else by what they are: none is stored twice.

    ``alike`` holds, by line, what rows look like that neither code nor id tells of.
    """

    def __init__(self, reader: Reader, source: Source) -> None:
        self._source = source
        self._sites = Sites(reader)
        stored = reader.find(Offer)
        self._by_code = {offer.code: offer for offer in stored}
        self._by_id = {offer.external_id: offer for offer in stored if offer.external_id}
        self._by_number = {offer.id: offer for offer in stored}
        providers = reader.find(Provider)
        self._likenesses = Alike(stored, {one.id: one.name for one in providers})
        self.alike: dict[int, Likeness] = {}
        self._stored_providers = {provider.id for provider in providers}
        self._providers = Providers({provider.name: provider for provider in providers})
        self._reader: OfferReader | None = None
        if is_json(source.raw):
            self._services = read_services(source.raw)
            super().__init__(None, NO_COLUMNS)
            return
        table, columns = source.table(OFFER_FIELDS)
        self._reader = OfferReader(columns, self._providers, self._sites.code_of)
        super().__init__(table, columns)

    def rows(self, progress: Progress | None) -> Iterator[ReadRow[StoredOfferDraft]]:
        """Yield the rows, each with the stored offer that it is about."""
        rows = list(self._read(progress))
        taken = {known.id for row in rows if row.draft and (known := self._by_name(row.draft))}
        for row in rows:
            if row.draft is None:
                yield ReadRow(row.line, row.cells, None, row.problems)
                continue
            known, problems = self._known(row.line, row.draft, taken)
            self.known += known is not None
            draft = StoredOfferDraft(row.draft, known)
            yield ReadRow(row.line, row.cells, draft, (*row.problems, *problems))

    def _by_name(self, draft: OfferDraft) -> Offer | None:
        """Return the stored offer with the code or the HSDS id of a draft."""
        offer = draft.offer
        return self._by_code.get(offer.code) or self._by_id.get(offer.external_id or "")

    def _known(
        self, line: int, draft: OfferDraft, taken: set[UUID]
    ) -> tuple[Offer | None, list[Problem]]:
        """Return the stored offer that a row is about, and what there is to say of that.

        ``taken`` are those that other rows are about by their code or id; it grows.
        """
        chosen = self._source.options.same_as.get(line)
        known = self._by_name(draft)
        if isinstance(chosen, UUID) and chosen in self._by_number:
            taken.add(chosen)
            return self._by_number[chosen], []
        if chosen is not None and known is None:
            return None, []
        if known is not None:
            another = known.code == draft.offer.code and self._likenesses.is_another(draft, known)
            named = f"{known.code} ({known.title})"
            return known, [_warning(line, draft, "code_of_another", named)] if another else []
        likeness = self._likenesses.to(draft, taken)
        if likeness is None:
            return None, []
        self.alike[line] = likeness
        named = f"{likeness.offer.code} ({likeness.offer.title})"
        if not likeness.certain:
            return None, [_warning(line, draft, "looks_like_offer", named)]
        taken.add(likeness.offer.id)
        return likeness.offer, [_warning(line, draft, "same_offer", named)]

    def _read(self, progress: Progress | None) -> Iterator[ReadRow[OfferDraft]]:
        options = self._source.options
        if self._reader is None or self.table is None:
            read = read_hsds(self._services, self._providers, progress)
            return (row for row in read if row.line not in options.left_out)
        return read_rows(self.table, self._reader, progress, options.corrections, options.left_out)

    def store(self, uow: UnitOfWork, drafts: Sequence[StoredOfferDraft]) -> None:
        """Store new providers and offers, and update known offers with what their rows tell."""
        told = {one.draft.provider.id: one.draft.provider for one in drafts}
        fresh = [provider for key, provider in told.items() if key not in self._stored_providers]
        uow.insert_many(fresh)
        self._stored_providers.update(told)
        uow.insert_many([one.offer for one in drafts if one.known is None])
        for one in drafts:
            if one.known is not None:
                self._update(uow, one.draft, one.known)

    def _update(self, uow: UnitOfWork, draft: OfferDraft, known: Offer) -> None:
        brought = brought_by(draft.offer, _NEVER_UPDATED | draft.weak)
        confirmed = draft.offer.places_confirmed_on
        if known.places_confirmed_on is not None and (
            confirmed is None or confirmed < known.places_confirmed_on
        ):
            # What was confirmed later is truer.
            for name in _PLACES:
                brought.pop(name, None)
        if _same_times(draft.offer.schedule, known.schedule):
            # The words in which it was written first say more: "vrijdagmiddag" is approximate.
            brought.pop("schedule", None)
        if "travel_minutes" in brought:
            brought["travel_minutes"] = {**known.travel_minutes, **brought["travel_minutes"]}
        self.update(uow, known, brought)

    def notes(self) -> list[FileNote]:
        """Tell of travel times to sites that aren't known yet."""
        places = self._reader.travel_sites if self._reader else []
        return [
            *super().notes(),
            *(
                FileNote("unknown_travel_site", place)
                for place in places
                if self._sites.find(place) is None
            ),
        ]


def _warning(line: int, draft: OfferDraft, code: str, named: str) -> Problem:
    return Problem(line, "title", code, Severity.WARNING, "", draft.offer.title, named)


def _same_times(one: WeekSchedule, other: WeekSchedule) -> bool:
    return bool(one.slots) and (one.slots, one.interval_weeks, one.monthly) == (
        other.slots,
        other.interval_weeks,
        other.monthly,
    )
