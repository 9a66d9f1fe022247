"""What an edition changes: new, other and gone lessons, with the words that differ marked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.edition_differences import TEXTS, Difference, Kind, Mark, marked
from meedoenbalie.i18n import _, labels, ngettext
from meedoenbalie.i18n.tried_words import difference_kind
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.text import Text

_MOST = 50
_HTML = {Mark.SAME: "{}", Mark.GONE: "<s>{}</s>", Mark.ADDED: "<u>{}</u>"}
"""Struck through and underlined, so that it doesn't hang on a colour."""
_SPOKEN = {Mark.SAME: "{}", Mark.GONE: " [weg: {}] ", Mark.ADDED: " [erbij: {}] "}


def counted(changes: Sequence[Difference]) -> str:
    """Return how many lessons are new, other and gone."""
    numbers = {kind: sum(one.kind is kind for one in changes) for kind in Kind}
    parts = (
        (Kind.ADDED, ngettext("{n} nieuwe les", "{n} nieuwe lessen", numbers[Kind.ADDED])),
        (
            Kind.CHANGED,
            ngettext("{n} anders verwoord", "{n} anders verwoord", numbers[Kind.CHANGED]),
        ),
        (Kind.GONE, ngettext("{n} vervallen", "{n} vervallen", numbers[Kind.GONE])),
    )
    said = (text.format(n=numbers[kind]) for kind, text in parts if numbers[kind])
    return ", ".join(said) or _("geen andere lessen")


class DifferencesView(QWidget):
    """One after the other: what the lesson is, and its words as they were and are."""

    def __init__(self, changes: Sequence[Difference]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        for one in changes[:_MOST]:
            column.addWidget(_difference(one))
        more = len(changes) - _MOST
        if more > 0:
            text = ngettext("En nog {n} les.", "En nog {n} lessen.", more).format(n=more)
            column.addWidget(Text(text, "caption", "ink2"))


def _difference(one: Difference) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme().px(2))
    phase = labels.lesson_phase(one.lesson.phase).capitalize()
    head = f"{difference_kind(one.kind).capitalize()} · {phase} · {one.lesson.site_name}"
    column.addWidget(Text(head, "caption", "ink2", wrap=True))
    for name in TEXTS:
        old, new = (getattr(each, name) if each else "" for each in (one.before, one.after))
        if (old or new) and (old != new or name == "tip"):
            column.addWidget(_words(old, new))
    return box


def _words(old: str, new: str) -> Text:
    pieces = marked(old, new)
    html = "".join(_HTML[mark].format(escape(text)) for mark, text in pieces)
    line = Text("", "body", wrap=True)
    line.setTextFormat(Qt.TextFormat.RichText)
    line.setText(f"<p>{html}</p>")
    line.setAccessibleName("".join(_SPOKEN[mark].format(text) for mark, text in pieces).strip())
    return line
