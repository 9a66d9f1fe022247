"""The rows of what was half-typed (*Kladjes*): what it is, when, and the way back to it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from meedoenbalie.i18n import _, formats
from meedoenbalie.services.drafts import DraftKind, FormDraft, OpenDraft
from meedoenbalie.ui.drafts import DraftTarget
from meedoenbalie.ui.pages.residents.dossier_view import HISTORY
from meedoenbalie.ui.pages.today.rows import Goal
from meedoenbalie.ui.widgets.cards import CardRow

_KINDS = frozenset(DraftKind)
_PAGES = {
    DraftKind.RESIDENT: "resident_form",
    DraftKind.CONVERSATION: "conversation",
    DraftKind.OFFER: "offer_form",
    DraftKind.LESSON: "handreiking",
    DraftKind.CIVIC: "civic",
}
_LONGEST = 60


def draft_rows(drafts: Sequence[OpenDraft]) -> list[CardRow]:
    """Return the user's drafts, the newest first."""
    return [
        CardRow(
            _goal(one.draft),
            _title(one),
            icon="pencil-line",
            note=formats.moment(one.draft.at),
            button=_("Verder typen"),
        )
        for one in drafts
        if one.draft.kind in _KINDS
    ]


def _goal(draft: FormDraft) -> Goal:
    """Return the page with the form; a form of something new is found by its draft."""
    ids, _space, rest = draft.about.partition(" ")
    new = DraftTarget(draft.id)
    kind = DraftKind(draft.kind)
    if kind in _PAGES:
        return Goal(_PAGES[kind], UUID(ids) if ids else new)
    match kind:
        case DraftKind.CONTACT:
            return Goal("residents", (UUID(ids), HISTORY))
        case DraftKind.OFFER_TEXT:
            return Goal("offer_texts", (UUID(ids), rest))
        case DraftKind.REFERRAL:
            return Goal("refer", (UUID(ids), UUID(rest)))
        case DraftKind.REFERRAL_STEP:
            return Goal("referrals", (UUID(ids), rest))
        case _:
            return Goal("division" if kind is DraftKind.DIVISION else "today", new)


def _title(one: OpenDraft) -> str:
    draft = one.draft
    title = {
        DraftKind.RESIDENT: _("Gegevens van {name}") if draft.about else _("Gesprek met {name}"),
        DraftKind.CONVERSATION: _("Gesprek met {name}"),
        DraftKind.CONTACT: _("Contactmoment met {name}"),
        DraftKind.OFFER: _("Aanbod: {name}"),
        DraftKind.OFFER_TEXT: _("Tekst voor de folder: {name}"),
        DraftKind.REFERRAL: _("Doorverwijzing van {name}"),
        DraftKind.REFERRAL_STEP: _("Stap bij de doorverwijzing van {name}"),
        DraftKind.LESSON: _("Les: {name}"),
        DraftKind.HAND_OVER: _("Overdracht: {name}"),
        DraftKind.FOLLOW_UP: _("Opvolgtaak: {name}"),
        DraftKind.DIVISION: _("Verdeling van plaatsen"),
        DraftKind.CIVIC: _("Inburgering van {name}"),
    }[DraftKind(draft.kind)]
    return title.format(name=one.name or _first_words(draft) or _("nog zonder naam"))


def _first_words(draft: FormDraft) -> str:
    typed = draft.typed
    name = " ".join(str(typed.get(part, "")) for part in ("given_name", "family_name")).strip()
    texts = (name, *(str(typed.get(part, "")) for part in ("title", "tip", "situation", "text")))
    words = next((text for text in texts if text.strip()), "")
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
