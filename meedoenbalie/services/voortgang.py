"""*Voortgang*: two pages in which nobody can be found, beside the letter on civic integration."""

from __future__ import annotations

from pathlib import Path

from meedoenbalie.domain.flexible_published import published
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.studies_published import publish_studies
from meedoenbalie.services.civic_cohorts import civic_cohorts
from meedoenbalie.services.desk import DESK_ROLES, Desk
from meedoenbalie.services.flexible_language import flexible_language
from meedoenbalie.services.funnel import last_year
from meedoenbalie.services.outside_prints import Differs, Sheet, beside_earlier, row_of
from meedoenbalie.services.studies import studies

__all__ = ["print_voortgang"]


def print_voortgang(
    desk: Desk, out: Path, site_code: str | None = None, *, demo: bool = False
) -> Differs:
    """Write the two pages for one site or all: small numbers hidden, the others rounded.

    All are held beside earlier prints: returns what that changed. Raises NotAllowed, UnknownRecord,
    InvalidRules for a rule file that can't be used, CannotTypeset, FontMissing, and OSError: then
    ``out`` is as it was.
    """
    # Typst takes long to load, and only this use case needs it.
    from meedoenbalie.reports.files import write_whole
    from meedoenbalie.reports.voortgang import Voortgang, render

    desk.note("print_voortgang")
    period = last_year(desk)
    with desk.read("studies", DESK_ROLES) as reader:
        row = row_of(reader, site_code)
        names = [
            site.name
            for site in reader.find(Site, order_by="code")
            if site_code in (None, site.code)
        ]
    flexible = flexible_language(desk, period, site_code).found
    lenses = studies(desk, period, site_code)
    with beside_earlier(desk, Sheet.VOORTGANG) as hold:
        sheet = Voortgang(
            sites=tuple(names),
            first=period.first,
            cohorts=civic_cohorts(desk, site_code, public=True, row=row, hold=hold),
            flexible=published(flexible, row, hold),
            studies=publish_studies(lenses, row, hold),
            demo=demo,
        )
    write_whole(out, render(sheet))
    return hold.differs
