"""What the collection holds of each azc, and in all."""

from __future__ import annotations

from datetime import datetime

from meedoenbalie.clock import LOCAL_ZONE
from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services.collecting import Overview, Withdrawn
from meedoenbalie.ui.widgets.cards import Card, KeyValueGrid
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.text import Text


class SitesCard(Card):
    """A line per azc: the set that counts, of which day, and the lessons that came along."""

    def __init__(self) -> None:
        super().__init__(_("Laatste set per azc"), "layers")

    def show_sites(self, overview: Overview) -> None:
        """Show the sites of a collection."""
        clear_layout(self.body)
        self.set_count(str(len(overview.sites)))
        self.add(
            KeyValueGrid(
                (
                    (site.name, _words(site.number, site.made_at, site.lessons))
                    for site in overview.sites
                ),
                name_width=104,
            )
        )
        for one in overview.withdrawals:
            self.add(Text(_withdrawn(one), "caption", "ink2", wrap=True))


def _withdrawn(one: Withdrawn) -> str:
    """Say who took back what and when: the diary of the collection."""
    words = _("{site}: set {number} ingetrokken door het azc, {day}.")
    if one.by_team:
        words = _("{site}: set {number} weggelaten door het team, {day}.")
    if one.ended_at:
        words = _("{site}: set {number} weggelaten door het team, {day}; weer toegelaten, {until}.")
    return words.format(
        site=one.site_name, number=one.number, day=_day(one.at), until=_day(one.ended_at)
    )


def _day(moment: str) -> str:
    if not moment:
        return ""
    day = datetime.fromisoformat(moment).astimezone(LOCAL_ZONE).date()
    return formats.weekday_and_day(day)


def in_all(overview: Overview | None) -> str:
    """Say how many azc's and residents a collection holds, or what it is for."""
    if overview is None or not overview.sites:
        return _("gegevenssets van alle azc’s, zonder namen")
    sites = len(overview.sites)
    people = sum(site.residents for site in overview.sites)
    return _("{sites} · {people} · zonder namen").format(
        sites=ngettext("{n} azc", "{n} azc’s", sites).format(n=sites),
        people=ngettext("{n} bewoner", "{n} bewoners", people).format(n=formats.number(people)),
    )


def _words(number: int, made_at: str, lessons: int) -> str:
    return _("set {number}, {day}, {lessons}").format(
        number=number,
        day=_day(made_at),
        lessons=ngettext("{n} les", "{n} lessen", lessons).format(n=lessons),
    )
