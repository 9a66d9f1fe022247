"""A text of a lesson in the window, as it is printed: emphasis, links, lists and boxes."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QEvent, Qt

from meedoenbalie.domain.markup import (
    NEW_LINE,
    Block,
    Boxed,
    BoxKind,
    Listed,
    ListKind,
    Run,
    Words,
    plain,
    read_blocks,
)
from meedoenbalie.i18n.markup_words import box_title
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.text import Text

_GROUNDS = {
    BoxKind.TIP: "ok-soft",
    BoxKind.MIND: "warn-soft",
    BoxKind.EXAMPLE: "accent-soft",
    BoxKind.CHECKLIST: "info-soft",
}


class MarkedText(Text):
    """Shows the markup of a text; links open in the browser or the mail program."""

    def __init__(self, text: str) -> None:
        super().__init__("", "body", wrap=True)
        self._marked = read_blocks(text)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAccessibleName(plain(text))
        if any("<a " in part for part in map(_html, self._marked)):
            by = Qt.TextInteractionFlag
            self.setTextInteractionFlags(by.LinksAccessibleByMouse | by.LinksAccessibleByKeyboard)
            self.setOpenExternalLinks(True)
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._write()

    def _write(self) -> None:
        self.setText("".join(map(_html, self._marked)))


def _html(block: Block) -> str:
    match block:
        case Words(runs, heading):
            words = "".join(map(_run, runs))
            return f"<p><b>{words}</b></p>" if heading else f"<p>{words}</p>"
        case Listed(kind, items, start):
            tag = "ol" if kind is ListKind.NUMBER else "ul"
            begin = f' start="{start}"' if kind is ListKind.NUMBER else ""
            mark = "☐ " if kind is ListKind.CHECK else ""
            lines = "".join(f"<li>{mark}{_inside(item)}</li>" for item in items)
            return f"<{tag}{begin}>{lines}</{tag}>"
        case Boxed(kind, inside):
            ground = theme().colour(_GROUNDS[kind]).name()
            title = f"<p><b>{escape(box_title(kind))}</b></p>"
            words = title + "".join(map(_html, inside))
            return (
                f'<table width="100%" cellpadding="6" bgcolor="{ground}"><tr><td>{words}</td></tr>'
                "</table>"
            )


def _inside(item: Iterable[Block]) -> str:
    """Return the blocks of an item; its first words stand beside its mark."""
    first, *rest = [*item] or [Words(())]
    words = "".join(map(_run, first.runs)) if isinstance(first, Words) else _html(first)
    return words + "".join(map(_html, rest))


def _run(run: Run) -> str:
    if run.text == NEW_LINE:
        return "<br>"
    words = escape(run.text)
    if run.emphasis:
        words = f"<i>{words}</i>"
    if run.strong:
        words = f"<b>{words}</b>"
    if run.link:
        colour = theme().colour("accent").name()
        words = f'<a href="{escape(run.link)}" style="color: {colour}">{words}</a>'
    return words
