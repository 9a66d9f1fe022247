"""Shows a chapter of the help: text in the look that is on, pictures as wide as there is room."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QPainter,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from meedoenbalie.domain.names import fold
from meedoenbalie.i18n import _
from meedoenbalie.ui.help_chapters import Chapter, help_folder
from meedoenbalie.ui.theme import theme

_MARGIN, _TEXT_PX = 20, 14
_WIDEST = 760
"""Token lengths: around the text, its letter, and the widest picture."""


class HelpBrowser(QTextBrowser):
    """A chapter. ``chapter_wanted`` carries the key of the chapter that a link leads to."""

    chapter_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Always there: pictures fill the width, and would change it by the bar that they call for.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setOpenLinks(False)
        self.setAccessibleName(_("Hulp"))
        self.document().setDocumentMargin(theme().px(_MARGIN))
        self.anchorClicked.connect(self._follow)
        self._chapter: Chapter | None = None
        self._below = self._part = ""
        self._marked = ""
        self._width = 0

    def show_chapter(self, chapter: Chapter, below: str = "", part: str = "") -> None:
        """Show a chapter, with more HTML below it, from the heading ``part`` on."""
        self._chapter, self._below, self._part = chapter, below, part
        self._fill()

    def mark(self, typed: str) -> None:
        """Mark the words that were searched for, and show the first of them."""
        self._marked = typed
        found: list[QTextCursor] = []
        for word in typed.split():
            found += self._places_of(word)
        marks = []
        for cursor in found:
            mark = QTextEdit.ExtraSelection()
            look = QTextCharFormat()
            look.setBackground(theme().colour("warn-soft"))
            look.setFontUnderline(True)
            # PySide's stubs leave these two fields out.
            setattr(mark, "cursor", cursor)  # noqa: B010
            setattr(mark, "format", look)  # noqa: B010
            marks.append(mark)
        self.setExtraSelections(marks)
        if found:
            first = QTextCursor(min(found, key=lambda cursor: cursor.selectionStart()))
            first.clearSelection()
            self.setTextCursor(first)
            self.ensureCursorVisible()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Read a picture from the folder of the help, made to fit."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        picture = QImage(str(help_folder() / "pictures" / Path(QUrl(name).path()).name))
        if picture.isNull():
            return None
        sharp = self.devicePixelRatioF()
        room = min(self.viewport().width() - 2 * theme().px(_MARGIN), theme().px(_WIDEST))
        width = round(max(1, min(room, theme().px(picture.width()))) * sharp)
        made = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        made = made.convertToFormat(QImage.Format.Format_RGB32)
        _frame(made)
        made.setDevicePixelRatio(sharp)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make pictures fit again."""
        super().resizeEvent(event)
        if self.viewport().width() != self._width:
            self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fill()

    def _fill(self) -> None:
        if self._chapter is None:
            return
        self._width = self.viewport().width()
        at = self.verticalScrollBar().value()
        document = self.document()
        document.clear()
        document.setDefaultFont(theme().font())
        document.setDefaultStyleSheet(_style())
        self.setHtml(f"<h1>{self._chapter.title}</h1>{self._chapter.html()}{self._below}")
        self.mark(self._marked)
        if self._part:
            self._scroll_to(self._part)
        elif not self._marked:
            self.verticalScrollBar().setValue(at)

    def _follow(self, url: QUrl) -> None:
        path = Path(url.path())
        if path.suffix == ".md":
            self.chapter_wanted.emit(path.stem)

    def _places_of(self, word: str) -> list[QTextCursor]:
        """Return where a word stands, however its accents are written."""
        text, places, start = fold(self.toPlainText()), [], 0
        # Folding may change the length of a text; then Qt's own search has to do.
        if len(text) != len(self.toPlainText()):
            cursor = self.document().find(word)
            return [cursor] if not cursor.isNull() else []
        while (start := text.find(fold(word), start)) >= 0:
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            start += max(1, len(word))
            cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
            places.append(cursor)
        return places

    def _scroll_to(self, part: str) -> None:
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() > 1 and block.text() == part:
                cursor = QTextCursor(block)
                self.setTextCursor(cursor)
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(round(top) - theme().px(_MARGIN))
                return
            block = block.next()


def _frame(picture: QImage) -> None:
    painter = QPainter(picture)
    painter.setPen(theme().colour("line-strong"))
    painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
    painter.end()


def _style() -> str:
    now = theme()
    c, big = now.palette, now.tokens.type.scale
    text = f"font-size: {now.px(_TEXT_PX)}px; line-height: 145%;"
    return f"""
h1 {{ font-size: {now.px(big["screen"].px)}px; font-weight: 600; color: {c.ink};
  margin: 0 0 {now.px(10)}px 0; }}
h2 {{ font-size: {now.px(big["section"].px)}px; font-weight: 600; color: {c.ink};
  margin: {now.px(16)}px 0 {now.px(6)}px 0; }}
p, li, td {{ {text} color: {c.ink}; }}
p {{ margin: 0 0 {now.px(10)}px 0; }}
ul, ol {{ margin: 0 0 {now.px(10)}px 0; }}
li {{ margin: 0 0 {now.px(4)}px 0; }}
td {{ padding: {now.px(3)}px {now.px(18)}px {now.px(3)}px 0; }}
strong {{ font-weight: 600; }}
a {{ color: {c.accent}; text-decoration: underline; }}
"""
