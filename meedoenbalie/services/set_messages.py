"""How it stands with the sets of an azc, in words, and a text to send to that azc.

A text names no person and tells no figure of the azc: it may pass through any mailbox.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.set_weeks import Oddity, Overlap, SetState, SetWeek, SiteWeeks
from meedoenbalie.exchange.mail_file import mail_file
from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.reports.files import write_whole


@dataclass(frozen=True, slots=True)
class SetMessage:
    """A text that lies ready for one azc: what it is about, and what it says."""

    site: str
    name: str
    subject: str
    text: str

    @property
    def whole(self) -> str:
        """Subject and text together, to be copied."""
        subject = _("Onderwerp: {subject}").format(subject=self.subject)
        return f"{subject}\n\n{self.text}"


@dataclass(frozen=True, slots=True)
class ToTell:
    """One line of the list: an azc, a week, and why the azc hears of it."""

    site: str
    name: str
    week: IsoWeek
    state: SetState
    why: str


def state_word(one: SetWeek) -> str:
    """Return the state in a word that fits a cell; nothing before the first set."""
    if one.state is SetState.CORRECTED:
        return ngettext("{n} set", "{n} sets", len(one.numbers)).format(n=len(one.numbers))
    return {
        SetState.NOT_YET: "–",
        SetState.EXPECTED: "…",
        SetState.RECEIVED: _("goed"),
        SetState.LATE: _("laat"),
        SetState.MISSING: _("mist"),
        SetState.ODD: _("vreemd"),
        SetState.WITHDRAWN: _("weg"),
    }[one.state]


def state_words(one: SetWeek) -> str:
    """Say the state in a sentence."""
    return {
        SetState.NOT_YET: _("Nog voor de eerste set."),
        SetState.EXPECTED: _("De set van deze week kan nog komen."),
        SetState.RECEIVED: _("De set is binnen."),
        SetState.CORRECTED: _("Er kwamen meer sets. De laatste verbetert de vorige."),
        SetState.LATE: _("Geen set op tijd. Een latere set telt deze week mee."),
        SetState.MISSING: _("Er is geen set, en de termijn is voorbij."),
        SetState.ODD: " ".join(_oddity(each, one) for each in one.oddities),
        SetState.WITHDRAWN: _("De set is ingetrokken. Er is nog geen nieuwe."),
    }[one.state]


def overlap_words(one: Overlap) -> str:
    """Say for the team, with their number, which residents stand in the sets of two azc's."""
    return ngettext(
        "{n} bewoner van {site} staat ook in een nieuwere set van {other} en telt daar.",
        "{n} bewoners van {site} staan ook in een nieuwere set van {other} en tellen daar.",
        one.people,
    ).format(n=formats.number(one.people), site=one.name, other=one.newer_name)


def list_to_tell(sites: Iterable[SiteWeeks]) -> list[ToTell]:
    """Return a line for each week of which an azc hears, by azc, the newest week first."""
    return [
        ToTell(site.site, site.name, one.week, one.state, state_words(one))
        for site in sites
        for one in site.to_tell()
    ]


def messages_for(sites: Iterable[SiteWeeks]) -> list[SetMessage]:
    """Return a text for each azc that hears something, by azc."""
    return [_message(site) for site in sites if site.to_tell()]


def write_messages(messages: Sequence[SetMessage], out: Path) -> Path:
    """Write texts to a file: one as a mail that lies ready (``.eml``), or all as plain text.

    Raises ValueError for more than one in a mail, and OSError: then ``out`` is as it was.
    """
    if out.suffix.casefold() == ".eml":
        (one,) = messages
        data = mail_file(to="", subject=one.subject, text=one.text)
    else:
        data = (all_in_one(messages) + "\n").encode("utf-8")
    write_whole(out, data)
    return out


def all_in_one(messages: Sequence[SetMessage]) -> str:
    """Return all texts below each other, each with the azc that it is for."""
    line = "-" * 40
    return f"\n\n{line}\n\n".join(
        "\n".join((_("Aan: {receiver}").format(receiver=one.name), one.whole)) for one in messages
    )


def _message(site: SiteWeeks) -> SetMessage:
    told = site.to_tell()
    asks = [one for one in told if one.state is not SetState.LATE]
    lines = "\n".join(f"- {_for_azc(alike)}" for alike in _alike(told))
    ending = _(
        "Maak een nieuwe set in Meedoenbalie, op de pagina Gegevensset, en stuur ons het bestand. "
        "Eén set is genoeg: die vertelt ook de weken ervoor."
    )
    if not asks:
        ending = _("U hoeft niets te doen. Lukt het niet om op tijd te zijn? Laat het ons weten.")
    parts = (
        _("Beste collega van {site},").format(site=site.name),
        _("Over de gegevenssets van uw Meedoenbalie:"),
        lines,
        ending,
        _("Zet geen namen of aantallen in uw antwoord. Met vragen kunt u ons bellen."),
        _("Met groet,\nhet programmateam"),
    )
    weeks = sorted(one.week for one in asks or told)
    subject = ngettext(
        "Gegevensset van {site}, {weeks}", "Gegevenssets van {site}, {weeks}", len(weeks)
    ).format(site=site.name, weeks=_weeks(weeks))
    return SetMessage(site.site, site.name, subject, "\n\n".join(parts))


def _alike(told: Sequence[SetWeek]) -> list[list[SetWeek]]:
    """Return the weeks, oldest first, with those that follow each other and are alike as one."""
    found: list[list[SetWeek]] = []
    for one in sorted(told, key=lambda one: one.week):
        last = found[-1][-1] if found else None
        if (
            last is not None
            and (last.state, last.oddities, last.beside) == (one.state, one.oddities, one.beside)
            and last.week == one.week.earlier(1)
        ):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _weeks(weeks: Sequence[IsoWeek]) -> str:
    if len(weeks) == 1:
        return formats.week(weeks[0])
    return _("{first} tot en met {last}").format(
        first=formats.week(weeks[0]), last=formats.week(weeks[-1])
    )


def _for_azc(alike: Sequence[SetWeek]) -> str:
    one = alike[0]
    when = _("{week} ({first} tot en met {last})").format(
        week=_weeks([each.week for each in alike]),
        first=formats.day(one.week.monday),
        last=formats.day(alike[-1].week.sunday),
    )
    said = {
        SetState.LATE: _("uw set kwam later dan afgesproken. Nu is het goed."),
        SetState.MISSING: _("wij kregen nog geen set."),
        SetState.ODD: " ".join(_ask(each, one) for each in one.oddities),
        SetState.WITHDRAWN: _("uw set is ingetrokken en telt niet meer mee."),
    }[one.state]
    return f"{when}: {said}"


def _oddity(one: Oddity, week: SetWeek) -> str:
    return {
        Oddity.UNREADABLE: _("Er staan waarden in die niet in het codeboek staan. Niet ingelezen."),
        Oddity.SAME_NUMBER: _("Er zijn twee verschillende sets met hetzelfde nummer."),
        Oddity.FUTURE: _("De set is gemaakt op een dag die nog moet komen."),
        Oddity.EMPTY: _("De set is leeg."),
        Oddity.SHRUNK: _("Er staat veel minder in dan in de set ervoor."),
        Oddity.OVERLAP: _(
            "Bewoners hierin staan ook in een nieuwere set van {sites}. Zij tellen daar."
        ).format(sites=formats.listed(week.beside)),
    }[one]


def _ask(one: Oddity, week: SetWeek) -> str:
    return {
        Oddity.UNREADABLE: _("wij kunnen uw set niet inlezen. Werk eerst het programma bij."),
        Oddity.SAME_NUMBER: _("wij kregen twee verschillende sets met hetzelfde nummer."),
        Oddity.FUTURE: _("de datum van uw set moet nog komen. Kijk de klok van uw computer na."),
        Oddity.EMPTY: _("uw set is leeg. Klopt dat?"),
        Oddity.SHRUNK: _("in uw set staat veel minder dan in de vorige. Klopt dat?"),
        Oddity.OVERLAP: _(
            "in uw set staan bewoners die ook in een nieuwere set van {sites} staan. "
            "Draag hun dossiers over als dat nog niet gebeurd is, en maak daarna een nieuwe set."
        ).format(sites=formats.listed(week.beside)),
    }[one]
