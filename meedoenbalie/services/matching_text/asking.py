"""Why a question is worth asking, in words."""

from __future__ import annotations

from meedoenbalie.domain.matching.asking import TOP, Question
from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services.field_words import label_of


def asked_field(question: Question) -> str:
    """Return what is asked: the name of the field."""
    return label_of(question.field)


def worth(question: Question) -> str:
    """Return what an answer could change, and what it could bring."""
    parts = []
    if question.top:
        parts.append(
            _("Een antwoord verandert gemiddeld {n} van de beste {top}").format(
                n=formats.number(round(question.top, 1)), top=TOP
            )
        )
    else:
        parts.append(
            _("Een antwoord verandert gemiddeld bij {n} van het aanbod of het past").format(
                n=formats.number(max(1, round(question.turned)))
            )
        )
    if question.gain:
        parts.append(
            ngettext(
                "{n} aanbod meer kan dan zeker passen",
                "{n} aanbod meer kan dan zeker passen",
                question.gain,
            ).format(n=formats.number(question.gain))
        )
    return "; ".join(parts) + "."
