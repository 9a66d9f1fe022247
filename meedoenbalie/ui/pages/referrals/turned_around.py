"""The screen turned around: three questions in one's own language, and nothing else to be seen.

Everything else of the window is hidden behind it. It is left in one way, by locking: who comes
back types the passphrase, as after every lock. So it needs no second way of proving who one is,
and who walks away with the screen, or stops half-way, sees nothing of anybody.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from meedoenbalie.domain.experiences import Feeling, Hard, Helps, Moment
from meedoenbalie.i18n import _
from meedoenbalie.i18n.experience_texts import QUESTIONS, Asked, answer_key, moment_key
from meedoenbalie.i18n.talk import TalkTexts
from meedoenbalie.services.experiences import Said
from meedoenbalie.tokens import TextRole
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.answer_tiles import AnswerTiles, Tile
from meedoenbalie.ui.widgets.big_tile import BigTile
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.text import Line, Text

_WIDEST = 860
_NOTHING = "nothing"
_FROM_RIGHT = "\u200f"
"""The mark that nobody sees, from which a line runs from right to left."""


class TurnedAround(QWidget):
    """Asks in ``texts`` about an offer, one question after the other.

    ``said`` carries the :class:`Said` when the last question is done, or when somebody doesn't want
    to; :meth:`thank` is for when it is kept. ``lock_wanted`` is the way out.
    """

    said = Signal(object)
    lock_wanted = Signal()

    def __init__(self, texts: TalkTexts, moment: Moment, given_name: str, offer: str) -> None:
        super().__init__()
        self._texts = texts
        side = (
            Qt.LayoutDirection.RightToLeft if texts.from_right else Qt.LayoutDirection.LeftToRight
        )
        self.tiles: list[AnswerTiles] = []
        # No stack: that is as high as its highest page, also where nobody sees it.
        self._pages = [*map(self._question, QUESTIONS), self._make_thanks()]
        self._step = 0
        now = theme()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(now.px(24), now.px(20), now.px(24), now.px(8))
        column.setSpacing(now.px(10))
        title = " · ".join(filter(None, (given_name, texts["title"].format(offer=offer))))
        # A name in Latin letters would turn the line around.
        mark = _FROM_RIGHT if texts.from_right else ""
        column.addWidget(self._text(mark + title, "screen"))
        about = (moment_key(moment), "intro", "free", "only_desk")
        self._about = self._text(" ".join(texts[key] for key in about), "body", quiet=True)
        column.addWidget(self._about)
        column.addWidget(Line())
        for page in self._pages:
            column.addWidget(page, 1)
        if not texts.checked:
            column.addWidget(self._text(texts["unchecked"], "caption", quiet=True))
        acts = QWidget()
        row = QVBoxLayout(acts)
        row.setContentsMargins(now.px(24), now.px(6), now.px(24), now.px(12))
        self.problem = Text("", "body", "danger", wrap=True)
        self.problem.hide()
        row.addWidget(self.problem)
        row.addLayout(self._buttons())
        for part in (body, acts):
            part.setLayoutDirection(side)
            part.setMaximumWidth(now.px(_WIDEST))
        self._arrange(body, acts)
        self._show(0)

    def step(self) -> int:
        """Return which question is shown, from 0; the number of questions is the thanks."""
        return self._step

    def answered(self) -> Said:
        """Return what is chosen now."""
        feeling, helps, hard = (tiles.chosen() for tiles in self.tiles)
        return Said(
            Feeling(str(feeling[0])) if feeling else None,
            tuple(Helps(str(one or _NOTHING)) for one in helps),
            tuple(Hard(str(one or _NOTHING)) for one in hard),
        )

    def thank(self) -> None:
        """Say that it is kept, and to give the screen back."""
        self._show(len(QUESTIONS))

    def refuse(self, text: str) -> None:
        """Say to staff why it isn't kept; the answers stay, so that one can try again."""
        self.problem.setText(text)
        self.problem.show()
        self._enable(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter and back with Backspace; nothing else gets through."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        elif event.key() == Qt.Key.Key_Backspace:
            self._go_back()
        event.accept()

    def _text(self, words: str, role: TextRole, *, quiet: bool = False) -> Text:
        return Text(words, role, "ink2" if quiet else "ink", wrap=True)

    def _question(self, asked: Asked) -> QWidget:
        now = theme()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, now.px(6), 0, 0)
        column.setSpacing(now.px(8))
        question = self._text(self._texts[asked.key], "screen")
        column.addWidget(question)
        if asked.most > 1:
            column.addWidget(self._text(self._texts["most"], "body", quiet=True))
        # None goes with nothing else, and so does *nothing*.
        tiles = AnswerTiles(
            [
                Tile(
                    None if answer.value == _NOTHING else answer.value,
                    self._texts[answer_key(asked, answer)],
                    icon=icon,
                )
                for answer, icon in asked.answers
            ],
            most=asked.most,
            look=BigTile,
        )
        tiles.setAccessibleName(question.text())
        tiles.answered.connect(lambda: self.next.setFocus(Qt.FocusReason.OtherFocusReason))
        self.tiles.append(tiles)
        column.addWidget(tiles)
        column.addStretch(1)
        return page

    def _make_thanks(self) -> QWidget:
        now = theme()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(now.px(10))
        column.addStretch(1)
        for words in (self._texts["thanks"], self._texts["give_back"]):
            line = self._text(words, "screen")
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(line)
        column.addStretch(1)
        return page

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        self.decline = Button(self._texts["decline"], on_click=lambda: self._say(Said()))
        self.back = Button(self._texts["back"], on_click=self._go_back)
        self.next = Button(self._texts["next"], kind="primary", on_click=self._go_on)
        row.addWidget(self.decline)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        return row

    def _arrange(self, body: QWidget, acts: QWidget) -> None:
        now = theme()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(_in_the_middle(body))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(_in_the_middle(acts))
        column.addWidget(Line())
        foot = QHBoxLayout()
        foot.setContentsMargins(now.px(12), now.px(6), now.px(12), now.px(6))
        foot.addWidget(Text(_("Ontgrendelen vraagt uw wachtzin."), "caption", "ink2"))
        foot.addStretch(1)
        self.lock = Button(_("Terug naar de balie"), "lock", on_click=self.lock_wanted.emit)
        self.lock.setToolTip("Ctrl+L")
        foot.addWidget(self.lock)
        column.addLayout(foot)

    def _go_on(self) -> None:
        if self.step() < len(QUESTIONS) - 1:
            self._show(self.step() + 1)
        elif self.step() == len(QUESTIONS) - 1:
            self._say(self.answered())

    def _go_back(self) -> None:
        if 0 < self.step() < len(QUESTIONS):
            self._show(self.step() - 1)

    def _say(self, said: Said) -> None:
        if self.next.isEnabled():
            self._enable(False)
            self.said.emit(said)

    def _show(self, step: int) -> None:
        last, over = len(QUESTIONS) - 1, step == len(QUESTIONS)
        self._step = step
        for number, page in enumerate(self._pages):
            page.setVisible(number == step)
        self.problem.hide()
        self._about.setVisible(step == 0)
        self.next.setText(self._texts["done" if step == last else "next"])
        self.back.setVisible(0 < step <= last)
        self.next.setVisible(not over)
        self.decline.setVisible(not over)
        first = self.lock if over else self.tiles[step]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setFocusProxy(first)

    def _enable(self, on: bool) -> None:
        for button in (self.decline, self.back, self.next):
            button.setEnabled(on)


def _in_the_middle(part: QWidget) -> QWidget:
    around = QWidget()
    row = QHBoxLayout(around)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(part, 1000)
    row.addStretch(1)
    return around
