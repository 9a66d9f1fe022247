"""The rows of Opvolgen: what the desk itself has to do, what cannot wait first."""

from __future__ import annotations

from datetime import date

from meedoenbalie.domain.experiences import Moment
from meedoenbalie.domain.follow_ups import CALLS, FollowUpKind
from meedoenbalie.domain.people import Resident
from meedoenbalie.i18n import _, experiences, formats, labels, ngettext
from meedoenbalie.services.follow_ups import About, FollowUpLine
from meedoenbalie.services.holding import HoldLine
from meedoenbalie.services.worklist import ReferralLine, Task, TaskKind, Worklist
from meedoenbalie.ui.pages.follow_up_words import words_of
from meedoenbalie.ui.pages.referrals.step_form import ASK
from meedoenbalie.ui.pages.today.rows import Goal
from meedoenbalie.ui.widgets.cards import CardRow
from meedoenbalie.ui.widgets.text import Ink

_FORGOTTEN_DAYS = 3
"""What lies ready for so many days was forgotten: the young person thinks it has gone."""

BACKUP = "backup"
"""What the row of a failed back-up is about: its button makes one now."""


def task_rows(work: Worklist, user: str) -> list[CardRow]:
    """Return what there is to do, in the order of the worklist."""
    return [_row(task, work.day, user) for task in work.tasks]


def backup_row(failure: str) -> CardRow:
    """Return the row that says that the last back-up failed."""
    return CardRow(
        Goal("settings", BACKUP),
        _("De back-up is niet gemaakt"),
        failure,
        icon="shield-alert",
        icon_ink="danger",
        button=_("Nu maken"),
    )


def late(work: Worklist) -> int:
    """Return how many tasks had to be done before today."""
    return sum(task.due < work.day for task in work.tasks)


def _row(task: Task, today: date, user: str) -> CardRow:
    if task.follow_up is not None:
        return _follow_up_row(task.follow_up, today, user)
    if task.resident is not None:
        return _access_row(task, task.resident, today)
    if task.hold is not None:
        return _hold_row(task.hold, today)
    if task.line is None:
        return _erase_row(task)
    if task.kind is TaskKind.START:
        return _start_row(task.line, task.due, today)
    if task.moment is not None:
        return _ask_row(task.line, task.moment, task.due, today)
    return (
        _tell_row(task.line, today) if task.kind is TaskKind.TELL else _draft_row(task.line, today)
    )


def _follow_up_row(line: FollowUpLine, today: date, user: str) -> CardRow:
    one = line.follow_up
    said = words_of(line, today)
    owner = _("voor {name}").format(name=one.owner) if one.owner not in ("", user) else ""
    days = one.days_late(today)
    late_words = ngettext("{n} dag te laat", "{n} dagen te laat", days).format(n=days)
    return CardRow(
        Goal(*_where(line), follow_up=one),
        said.title,
        " · ".join(part for part in (said.detail, owner) if part) or _("geen bewoner"),
        icon=said.icon,
        icon_ink="danger" if days else "ink2",
        note=late_words if days else _("vandaag"),
        note_ink="danger" if days else "ink2",
        button=_("Afvinken"),
    )


def _where(line: FollowUpLine) -> tuple[str, object]:
    """Where the work is done: at the referral, with the resident, or nowhere else than here."""
    one = line.follow_up
    if one.kind is FollowUpKind.OUTGROWS and one.referral_id:
        return "referrals", one.referral_id
    if one.kind in CALLS and one.referral_id:
        return "referrals", one.referral_id
    return ("residents", one.resident_id) if one.resident_id else ("", None)


def _access_row(task: Task, resident: Resident, today: date) -> CardRow:
    days = (task.due - today).days
    left = ngettext("nog {n} dag", "nog {n} dagen", days).format(n=days)
    ink: Ink = "danger" if days < 0 else "ink2"
    return CardRow(
        Goal("dossier_rights", resident.id),
        _("Maak inzage voor {name}").format(name=resident.full_name),
        _("Gevraagd op {day} · klaar uiterlijk {due}").format(
            day=formats.day(task.since), due=formats.day(task.due)
        ),
        icon="shield-check",
        icon_ink=ink,
        note=_("te laat") if days < 0 else _("vandaag") if not days else left,
        note_ink=ink,
        button=_("Inzage maken"),
    )


def _erase_row(task: Task) -> CardRow:
    words = ngettext("{n} voorstel om te wissen", "{n} voorstellen om te wissen", task.number)
    return CardRow(
        Goal("keeping", None),
        words.format(n=task.number),
        _("Het programma wist niets vanzelf."),
        icon="archive",
        button=_("Bekijken"),
    )


def _hold_row(held: HoldLine, today: date) -> CardRow:
    last = held.hold.until == today
    return CardRow(
        Goal("held_place", held.hold.id),
        _("Plaats voor {name} bij {offer}").format(
            name=held.resident.full_name, offer=held.offer.title
        ),
        _("Verwijs door, houd langer vast of geef vrij."),
        icon="hourglass",
        icon_ink="warn" if last else "ink2",
        note=_("eindigt vandaag") if last else _("eindigt morgen"),
        note_ink="warn" if last else "ink2",
        button=_("Openen"),
    )


def _tell_row(line: ReferralLine, today: date) -> CardRow:
    return CardRow(
        _goal(line),
        _("Vertel {name} de uitkomst").format(name=line.resident_name),
        _("{offer}: {outcome}").format(offer=line.offer_title, outcome=_outcome(line)),
        icon="message-square-reply",
        note=_since(line.standing.since, today),
        button=_("Terugkoppelen"),
    )


def _ask_row(line: ReferralLine, moment: Moment, by: date, today: date) -> CardRow:
    late = by < today
    return CardRow(
        Goal("referrals", (line.id, ASK), about=About(referral_id=line.id)),
        _("Vraag {name} hoe het gaat").format(name=line.resident_name),
        _("{offer} · ervaring: {moment}").format(
            offer=line.offer_title, moment=experiences.moment(moment)
        ),
        icon="face-slightly-smiling",
        icon_ink="danger" if late else "ink2",
        note=_("liefst voor {day}").format(day=formats.day(by)),
        note_ink="danger" if late else "ink2",
        button=_("Vragen"),
    )


def _draft_row(line: ReferralLine, today: date) -> CardRow:
    days = (today - line.standing.since).days if line.standing.since is not None else 0
    forgotten = days >= _FORGOTTEN_DAYS
    return CardRow(
        _goal(line),
        _("Verstuur {name} → {offer}").format(name=line.resident_name, offer=line.offer_title),
        _("{provider} · nog niet verstuurd").format(provider=line.provider_name),
        icon="send",
        icon_ink="warn" if forgotten else "ink2",
        note=ngettext("{n} dag", "{n} dagen", days).format(n=days) if days else _("vandaag"),
        note_ink="warn" if forgotten else "ink2",
        button=_("Versturen"),
    )


def _start_row(line: ReferralLine, on: date, today: date) -> CardRow:
    if on > today:
        return CardRow(
            _goal(line),
            _("{name} begint bij {offer}").format(name=line.resident_name, offer=line.offer_title),
            line.provider_name,
            icon="play",
            note=formats.weekday_and_day(on),
            button=_("Openen"),
        )
    past = on < today
    return CardRow(
        _goal(line),
        _("Vraag of {name} begonnen is").format(name=line.resident_name),
        f"{line.offer_title} · {line.provider_name}",
        icon="phone",
        icon_ink="danger" if past else "ink2",
        note=_("zou beginnen {day}").format(day=formats.weekday_and_day(on))
        if past
        else _("begint vandaag"),
        note_ink="danger" if past else "ink2",
        button=_("Vastleggen"),
    )


def _goal(line: ReferralLine) -> Goal:
    return Goal("referrals", line.id, about=About(referral_id=line.id))


def _outcome(line: ReferralLine) -> str:
    standing = line.standing
    if standing.state is None:
        return ""
    state = formats.inside(labels.state_long(standing.state))
    if standing.reason is not None:
        return _("{state}, reden: {reason}").format(
            state=state, reason=labels.reason(standing.reason)
        )
    return state


def _since(day: date | None, today: date) -> str:
    if day is None:
        return ""
    return _("vandaag") if day == today else _("sinds {day}").format(day=formats.day(day))
