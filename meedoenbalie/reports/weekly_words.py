"""The words of the weekly referral report."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from meedoenbalie.domain.beginning import Beginning
from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.referrals import ENDED, Outcome, Reason
from meedoenbalie.domain.stuck import ToDo
from meedoenbalie.domain.visits import VisitCounts
from meedoenbalie.domain.weekly import WeekCounts, WeeklyFigures
from meedoenbalie.i18n import _, formats, labels, language, ngettext
from meedoenbalie.reports.weekly import PlacesLine, StuckLine, WeeklyReport

NOT_KNOWN = "–"

_DAYS_WITHOUT_YEAR = 330


def title() -> str:
    """The name of the report."""
    return _("Weekrapport doorverwijzingen")


def file_title(report: WeeklyReport) -> str:
    """The title that a reader of PDF shows; names nobody."""
    return f"{title()} {report.figures.week}"


def site(report: WeeklyReport) -> str:
    """Whose report it is."""
    return report.site_name or _("alle locaties")


def provisional(report: WeeklyReport) -> str:
    """What a week that still runs says beside its title."""
    return _("voorlopig") if report.figures.provisional else ""


def days_of_week(report: WeeklyReport) -> str:
    """The week and the days that it counts, after the name of the site."""
    week = report.figures.week
    days = _period(week) if report.figures.provisional else f"{_period(week)}, 24:00"
    return f" · {week_name(week)} · {days}"


def _period(week: IsoWeek) -> str:
    first, last = week.monday, week.sunday
    if first.month == last.month:
        pattern = "EEEE d"
    elif first.year == last.year:
        pattern = "EEEE d MMMM"
    else:
        pattern = "EEEE d MMMM y"
    return _("{first} t/m {last}").format(
        first=format_date(first, pattern, locale=language()), last=formats.long_day(last)
    )


def week_name(week: IsoWeek) -> str:
    """*week 47*."""
    return _("week {n}").format(n=week.number)


def week_heading(week: IsoWeek) -> str:
    """*Week 47*, above a column."""
    return _("Week {n}").format(n=week.number)


def mean_heading(figures: WeeklyFigures) -> str:
    """*Gemiddeld 43–46*."""
    first, last = figures.weeks[0].week.number, figures.previous.week.number
    return _("Gemiddeld {first}–{last}").format(first=first, last=last)


def chart_heading(figures: WeeklyFigures) -> str:
    """*Week 43 t/m 47*."""
    return _("Week {first} t/m {last}").format(
        first=figures.weeks[0].week.number, last=figures.week.number
    )


def mean(value: float) -> str:
    """A mean with one decimal: *4,0*."""
    return format_decimal(value, format="#,##0.0", locale=language())


def share(value: float | None) -> str:
    """A share as a whole percentage, or a dash where nothing ended."""
    return NOT_KNOWN if value is None else formats.percent(value)


def informed_people(counts: WeekCounts) -> str:
    """How many residents the voorlichtingen were for, where that is another number."""
    if counts.informed_people == counts.informed:
        return ""
    return ngettext("aan {n} bewoner", "aan {n} bewoners", counts.informed_people).format(
        n=formats.number(counts.informed_people)
    )


def told_back_heading(figures: WeeklyFigures) -> str:
    """*Teruggekoppeld, stand 2026*."""
    return _("Teruggekoppeld, stand {year}").format(year=figures.week.year)


def told_back_of(counts: WeekCounts) -> str:
    """What the share is a share of."""
    if not counts.ended:
        return _("er is nog niets beëindigd")
    return ngettext(
        "{told} van de {n} beëindigde is teruggekoppeld",
        "{told} van de {n} beëindigde zijn teruggekoppeld",
        counts.ended,
    ).format(told=formats.number(counts.told_back), n=formats.number(counts.ended))


def visits(counts: VisitCounts) -> str:
    """How many came in at the desk; a leaflet is a visit and no talk."""
    came = ngettext("{n} bezoek", "{n} bezoeken", counts.visits)
    talks = ngettext("{n} gesprek", "{n} gesprekken", counts.spoken)
    return _("Inloop: {visits}, waarvan {talks} en {leaflets} alleen voor een folder.").format(
        visits=came.format(n=formats.number(counts.visits)),
        talks=talks.format(n=formats.number(counts.spoken)),
        leaflets=formats.number(counts.leaflets),
    )


def note(figures: WeeklyFigures) -> tuple[str, str, str]:
    """What is open and ended, and what success is; the middle part is for emphasis."""
    if figures.provisional:
        when = _("Deze week loopt nog. Tot en met {day}:").format(
            day=formats.weekday_and_day(figures.as_of)
        )
    else:
        when = _("Op zondag 24:00:")
    stand = _("{open} open, en {ended} beëindigd in {year}.").format(
        open=formats.number(figures.open_referrals),
        ended=formats.number(figures.this.ended),
        year=figures.week.year,
    )
    return (
        f"{when} {stand}",
        _("Verwezen is nog geen succes."),
        _(
            "Klaar is een doorverwijzing pas als die is beëindigd "
            "én is teruggekoppeld aan de jongere."
        ),
    )


def lists_as_of(report: WeeklyReport) -> str:
    """The day of the lists, which is not that of the figures."""
    return _("lijsten: stand {day}").format(day=formats.long_day(report.today))


def continued() -> str:
    """After the title of a list that goes on from the page before."""
    return _("vervolg")


def not_confirmed(report: WeeklyReport) -> str:
    """Which places the last list has."""
    n = report.confirm_days
    return ngettext(
        "niet bevestigd in de laatste dag", "niet bevestigd in de laatste {n} dagen", n
    ).format(n=n)


def offer_tail(line: StuckLine) -> str:
    """How an ended referral ended, after the title of its offer."""
    return f": {formats.inside(labels.state_short(line.state))}" if line.state in ENDED else ""


def provider_or_reason(line: StuckLine) -> str:
    """Who should answer, or why it ended.

    That it was for care or health stays off a sheet that can be left on a desk (GDPR, article 9).
    """
    if line.why is Reason.CARE:
        return _("zie dossier")
    if isinstance(line.why, Reason):
        return labels.reason(line.why)
    if isinstance(line.why, Outcome):
        return _("uitkomst: {outcome}").format(outcome=labels.outcome(line.why))
    return line.whose.provider_name


def since(line: StuckLine, today: date) -> str:
    """How long somebody waits, or since which day; with the year when one could mistake it."""
    if line.days is not None:
        return ngettext("{n} dag", "{n} dagen", line.days).format(n=line.days)
    day = formats.day(line.since)
    return day if (today - line.since).days <= _DAYS_WITHOUT_YEAR else f"{day} {line.since.year}"


def to_do(value: ToDo) -> str:
    """What gets a stuck referral going."""
    return {
        ToDo.CALL: _("bellen"),
        ToDo.REMIND: _("herinneren"),
        ToDo.TELL_BACK: _("terugkoppelen"),
        ToDo.ASK_CONSENT: _("toestemming vragen"),
        ToDo.ASK_GUARDIAN: _("voogd vragen"),
        ToDo.SEND: _("versturen"),
        ToDo.WITHDRAW: _("intrekken"),
    }[value]


def begins(value: Beginning, today: date) -> str:
    """When somebody can begin; a start that has passed asks whether it happened."""
    if value.day is None:
        return _("nog afspreken")
    when = formats.weekday_and_day(value.day)
    if value.fixed and value.day < today:
        return _("{day}: gestart?").format(day=when)
    if value.minute is not None:
        when = f"{when}, {formats.clock(value.minute)}"
    return when if value.fixed else _("vanaf {day}").format(day=when)


def confirmed(line: PlacesLine) -> str:
    """How long ago the provider told how many places are free."""
    if line.days is None:
        return _("nog nooit")
    return _("{time} geleden").format(time=formats.days_ago(line.days))


def private_mark() -> tuple[str, str]:
    """What every page with names says."""
    return _("Persoonsgegevens"), _("Na gebruik vernietigen")


def footer(report: WeeklyReport) -> str:
    """What the sheet is, for when it lies loose."""
    parts = [f"{title()} {site(report)}", week_name(report.figures.week)]
    if report.figures.provisional:
        parts.append(_("voorlopig"))
    if report.demo:
        parts.append(_("demogegevens, alle personen zijn verzonnen"))
    return " · ".join(parts)


def page_of(page: int, pages: int) -> str:
    """*1 van 2*."""
    return _("{page} van {pages}").format(page=page, pages=pages)


def checkpoint(report: WeeklyReport) -> tuple[str, str, str]:
    """The end of the journal's chain: an introduction, the code, and what it is for."""
    code = report.journal_hash.hex()[:12]
    steps = ngettext("{n} stap", "{n} stappen", report.journal_steps).format(
        n=formats.number(report.journal_steps)
    )
    return (
        _("Controlepunt journaal:"),
        " ".join((code[:4], code[4:8], code[8:])),
        _("· {steps}. Noteer dit: zo ziet u of er later iets is weggehaald of veranderd.").format(
            steps=steps
        ),
    )
