"""The rows of Vandaag: what to do, for whom, since when, and the button that leads there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from meedoenbalie.domain.people import Resident
from meedoenbalie.i18n import _, formats, labels, ngettext
from meedoenbalie.services.worklist import (
    ReferralLine,
    StalePlaces,
    Starting,
    Unanswered,
    Worklist,
)
from meedoenbalie.ui.widgets.cards import CardRow


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a row leads: a page and what it must show."""

    page: str
    target: object


def follow_up_rows(work: Worklist) -> list[CardRow]:
    """Return what the desk itself must do: starts to check, results to tell, drafts to send."""
    rows = [_start_row(item, work.day) for item in work.starting if item.on <= work.day]
    rows += [_tell_row(line, work.day) for line in work.to_tell]
    rows += [_draft_row(line, work.day) for line in work.drafts]
    return rows + [_start_row(item, work.day) for item in work.starting if item.on > work.day]


def late(work: Worklist) -> int:
    """Return how many starts lie in the past without being recorded."""
    return sum(item.on < work.day for item in work.starting)


def unanswered_rows(items: Sequence[Unanswered]) -> list[CardRow]:
    """Return the referrals that got no response, the longest waiting first."""
    return [
        CardRow(
            _goal(item.line),
            _who_where(item.line),
            _sent_words(item.line),
            icon="clock-alert",
            icon_ink="warn",
            note=ngettext("{n} dag", "{n} dagen", item.days).format(n=item.days),
            button=_("Herinneren"),
        )
        for item in items
    ]


def unspoken_rows(residents: Sequence[Resident], today: date) -> list[CardRow]:
    """Return residents with whom nobody spoke yet, the longest at the azc first."""
    return [
        CardRow(
            Goal("residents", resident.id),
            resident.full_name,
            avatar=True,
            note=" · ".join(part for part in _age_and_stay(resident, today) if part),
        )
        for resident in residents
    ]


def stale_rows(items: Sequence[StalePlaces]) -> list[CardRow]:
    """Return offers whose places are no longer certain, the oldest first."""
    return [
        CardRow(
            Goal("offers", item.offer.id),
            item.offer.title,
            note=_("{age} geleden").format(age=formats.days_ago(item.days)),
        )
        for item in items
    ]


def only_where(rows: Sequence[CardRow], there: Callable[[str], bool]) -> list[CardRow]:
    """Return rows without the buttons that lead to a page that isn't there."""
    return [
        row if isinstance(row.key, Goal) and there(row.key.page) else replace(row, button="")
        for row in rows
    ]


def _tell_row(line: ReferralLine, today: date) -> CardRow:
    return CardRow(
        _goal(line),
        _("Vertel {name} de uitkomst").format(name=line.resident_name),
        _("{offer}: {outcome}").format(offer=line.offer_title, outcome=_outcome(line)),
        icon="message-square-reply",
        note=_since(line.standing.since, today),
        button=_("Terugkoppelen"),
    )


def _draft_row(line: ReferralLine, today: date) -> CardRow:
    return CardRow(
        _goal(line),
        _("Verstuur {name} → {offer}").format(name=line.resident_name, offer=line.offer_title),
        _("{provider} · staat klaar").format(provider=line.provider_name),
        icon="send",
        note=_since(line.standing.since, today),
        button=_("Versturen"),
    )


def _start_row(item: Starting, today: date) -> CardRow:
    line = item.line
    if item.on > today:
        return CardRow(
            _goal(line),
            _("{name} begint bij {offer}").format(name=line.resident_name, offer=line.offer_title),
            line.provider_name,
            icon="play",
            note=formats.weekday_and_day(item.on),
            button=_("Openen"),
        )
    return CardRow(
        _goal(line),
        _("Vraag of {name} begonnen is").format(name=line.resident_name),
        f"{line.offer_title} · {line.provider_name}",
        icon="phone",
        icon_ink="danger" if item.on < today else "ink2",
        note=_("begint vandaag")
        if item.on == today
        else _("zou beginnen {day}").format(day=formats.weekday_and_day(item.on)),
        note_ink="danger" if item.on < today else "ink2",
        button=_("Vastleggen"),
    )


def _goal(line: ReferralLine) -> Goal:
    return Goal("referrals", line.id)


def _who_where(line: ReferralLine) -> str:
    return f"{line.resident_name} → {line.offer_title}"


def _sent_words(line: ReferralLine) -> str:
    if line.standing.since is None:
        return line.provider_name
    return _("{provider} · verstuurd op {day}").format(
        provider=line.provider_name, day=formats.day(line.standing.since)
    )


def _outcome(line: ReferralLine) -> str:
    standing = line.standing
    if standing.state is None:
        return ""
    state = labels.state_long(standing.state).lower()
    if standing.reason is not None:
        return _("{state}, reden: {reason}").format(
            state=state, reason=labels.reason(standing.reason)
        )
    return state


def _since(day: date | None, today: date) -> str:
    if day is None:
        return ""
    return _("vandaag") if day == today else _("sinds {day}").format(day=formats.day(day))


def _age_and_stay(resident: Resident, today: date) -> tuple[str, str]:
    age = resident.age_on(today)
    stay = (today - resident.arrival_date).days if resident.arrival_date else None
    return (
        "" if age is None else ngettext("{n} jaar", "{n} jaar", age).format(n=age),
        "" if stay is None else _("{time} hier").format(time=formats.days_ago(stay)),
    )
