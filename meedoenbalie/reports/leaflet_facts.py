"""What a leaflet is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meedoenbalie.domain.offer_texts import OfferText
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.week import TimeSlot
from meedoenbalie.reports.leaflet_words import DaypartTimes, Words


@dataclass(frozen=True, slots=True)
class InWeek:
    """An offer as it stands in the week: its provider and the slots that are taken."""

    offer: Offer
    provider: Provider
    slots: tuple[TimeSlot, ...]


@dataclass(frozen=True, slots=True)
class Leaflet:
    """The offer, what is written about it in that language, and whom to ask.

    ``beside`` is the other offer of a week plan: it is drawn in the week and told no further.
    ``calendar`` is the week as iCalendar, empty when nothing certain recurs or it is too long for
    a QR code (``qr.fits``). ``person`` and
    ``desk_hours`` may be empty.
    """

    words: Words
    main: InWeek
    text: OfferText | None
    beside: InWeek | None
    site: Site
    person: str
    desk_hours: tuple[TimeSlot, ...]
    calendar: str
    dayparts: DaypartTimes
    today: date
    demo: bool = False

    @property
    def in_week(self) -> tuple[InWeek, ...]:
        """The offers that are drawn in the week; none when no time of them is known."""
        return tuple(one for one in (self.main, self.beside) if one is not None and one.slots)

    @property
    def checked(self) -> bool:
        """Tell whether native speakers read all of it; Dutch is what providers write themselves."""
        if self.words.is_dutch:
            return True
        return self.words.checked and (self.text is None or self.text.checked)
