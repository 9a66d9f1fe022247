"""The names of steps, and why one can't be taken back, in the words of the desk."""

from __future__ import annotations

from meedoenbalie.domain.lessons import LearnedLesson
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.record import Record
from meedoenbalie.domain.referrals import EventKind, Referral, ReferralEvent
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.storage.history import KINDS, last_change
from meedoenbalie.storage.undo_plan import Obstacle
from meedoenbalie.storage.unit_of_work import Reader

UNDO, REDO = "undo", "redo"


def offer_to_undo(name: str) -> str:
    """What the status bar and the button say."""
    return _("Ongedaan maken: {what}").format(what=name)


def offer_to_redo(name: str) -> str:
    """What the status bar says of a step that can be done again."""
    return _("Opnieuw doen: {what}").format(what=name)


def step_name(action: str, label: str) -> str:
    """Return what a step did: *doorverwijzing ingetrokken*, *ongedaan gemaakt: …*."""
    if action == UNDO:
        return _("ongedaan gemaakt: {what}").format(what=step_name(*root_of(label)))
    if action == REDO:
        return _("opnieuw gedaan: {what}").format(what=step_name(*root_of(label)))
    return labels.step(action, label)


def root_label(action: str, label: str) -> str:
    """Return the label of a step that reverses a step: what was done in the first place."""
    return label if action in (UNDO, REDO) else f"{action}:{label}"


def root_of(label: str) -> tuple[str, str]:
    """Return action and label of what was done in the first place."""
    action, _colon, rest = label.partition(":")
    return action, rest


def record_name(record: Record) -> str:
    """Return how the desk calls a record; it may be the name of a person."""
    if isinstance(record, Resident):
        return record.full_name
    if isinstance(record, Offer):
        return record.title
    if isinstance(record, Provider | Site):
        return record.name
    if isinstance(record, Referral):
        return _("doorverwijzing {reference}").format(reference=record.reference)
    if isinstance(record, ReferralEvent):
        return _("‘{event}’").format(event=labels.event(record.kind))
    if isinstance(record, LearnedLesson):
        return _("les {number}").format(number=record.number)
    return labels.record(type(record).__name__)


def obstacle_text(reader: Reader, obstacle: Obstacle) -> str:
    """Return one sentence that says what stands in the way."""
    text = _obstacle_text(reader, obstacle)
    return text[:1].upper() + text[1:]


def _obstacle_text(reader: Reader, obstacle: Obstacle) -> str:
    name = (
        record_name(obstacle.record)
        if obstacle.record is not None
        else labels.record(KINDS[obstacle.row[0]].__name__)
    )
    by = record_name(obstacle.by) if obstacle.by is not None else ""
    if obstacle.code == "later":
        if isinstance(obstacle.by, ReferralEvent) and obstacle.by.kind is EventKind.RETRACTION:
            return _("{what} is daarna al hersteld.").format(what=name)
        return _("Na {what} is al {later} vastgelegd.").format(what=name, later=by)
    if obstacle.code == "changed":
        last = last_change(reader, *obstacle.row)
        if last is not None:
            return _("{what} is daarna gewijzigd door {actor}, {when}.").format(
                what=name, actor=last.actor, when=formats.moment(last.at)
            )
    return {
        "changed": _("{what} is daarna gewijzigd."),
        "gone": _("{what} is er niet meer."),
        "erased": _("{what} is voorgoed gewist."),
        "in_use": _("Bij {what} hoort nu: {by}."),
        "missing": _("Waar {what} bij hoort, is er niet meer."),
        "taken": _("Het nummer of de naam van {what} is nu van {by}."),
    }[obstacle.code].format(what=name, by=by)


def refusal(code: str, name: str) -> str:
    """Say why a step as a whole can't be taken back."""
    return {
        "nothing_undo": _("Er is niets om ongedaan te maken."),
        "nothing_redo": _("Er is niets om opnieuw te doen."),
        "access": _("‘{what}’ kan niet ongedaan: het gaat over toegang en sleutels."),
        "begin": _("‘{what}’ kan niet ongedaan: het is het begin van deze balie."),
        "sent": _("‘{what}’ kan niet ongedaan: het is al bij een ander."),
        "erased": _("‘{what}’ kan niet ongedaan: wissen is voorgoed."),
        "conflicts": _("‘{what}’ kan niet ongedaan: er is iets dat ervan afhangt."),
    }[code].format(what=name)
