"""The texts of one language, each with the provider's Dutch beside it to translate from."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from meedoenbalie.domain.offer_texts import OfferText
from meedoenbalie.domain.offers import Offer
from meedoenbalie.i18n import _
from meedoenbalie.services.leaflets import Words
from meedoenbalie.services.plain_texts import plainer
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.typed import Boxes
from meedoenbalie.ui.widgets.inputs import Field
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Text

NAMES = ("title", "what_you_do", "benefit", "bring")
_BESIDE_EM = 46


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    field: Field
    box: QLineEdit | QPlainTextEdit
    dutch: Text
    row: QBoxLayout

    def text(self) -> str:
        box = self.box
        return (box.text() if isinstance(box, QLineEdit) else box.toPlainText()).strip()

    def set_text(self, text: str) -> None:
        if isinstance(self.box, QLineEdit):
            self.box.setText(text)
        else:
            self.box.setPlainText(text)

    def turn(self, *, from_right: bool) -> None:
        """Let the text begin at its own side; an empty box shows it before one types."""
        side = Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight
        self.box.setLayoutDirection(side)
        if isinstance(self.box, QPlainTextEdit):
            option = self.box.document().defaultTextOption()
            option.setTextDirection(side)
            # Of a plain text the direction alone moves nothing.
            edge = Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft
            option.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute)
            self.box.document().setDefaultTextOption(option)


class TextForm(QWidget):
    """Title, what one does, what it brings, and what to bring; ``edited`` comes with each sign."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(14))
        self.lines = {
            "title": self._line("title", _("Titel"), QLineEdit()),
            "what_you_do": self._line("what_you_do", _("Wat ga je doen?"), _paragraph(3)),
            "benefit": self._line("benefit", _("Wat levert het op?"), _paragraph(3)),
            "bring": self._line("bring", _("Wat neem je mee?"), _paragraph(2)),
        }
        self._is_dutch = False
        self.plain = Text("", "caption", "ink2", wrap=True)
        self.plain.hide()
        self._column.addWidget(self.plain)
        self.edited.connect(self._say_plainer)
        self.boxes = Boxes({name: line.box for name, line in self.lines.items()})
        self._filled = self.values()

    def fill(
        self, words: Words, text: OfferText | None, offer: Offer, dutch: OfferText | None
    ) -> None:
        """Show the text of a language; ``dutch`` is what is written in Dutch beside the offer."""
        beside = dutch_of(offer, dutch if not words.is_dutch else None)
        for name, line in self.lines.items():
            line.turn(from_right=words.from_right)
            line.set_text(getattr(text, name) if text is not None else "")
            line.dutch.setText(beside[name] or _("De aanbieder schreef hier niets over."))
            line.dutch.set_ink("ink" if beside[name] else "ink2")
        self._is_dutch = words.is_dutch
        self.show_problems({})
        self.saved()
        self._say_plainer()

    def _say_plainer(self) -> None:
        """Tell what could be said more plainly in Dutch; it never stands in the way."""
        words = plainer(self.values().values()) if self._is_dutch else ""
        self.plain.setText(words)
        self.plain.setVisible(bool(words))

    def values(self) -> dict[str, str]:
        """Return what stands in every field."""
        return {name: line.text() for name, line in self.lines.items()}

    def changed(self) -> bool:
        """Tell whether something was typed that is not saved."""
        return self.values() != self._filled

    def saved(self) -> None:
        """Take what stands there as kept."""
        self._filled = self.values()
        self.boxes.saved()

    def show_problems(self, problems: dict[str, str]) -> None:
        """Show what is wrong at its field and go to the first."""
        for name, line in self.lines.items():
            line.field.set_error(problems.get(name, ""))
        first = next((line for name, line in self.lines.items() if name in problems), None)
        if first is not None:
            first.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the Dutch below each field when there is no room beside it."""
        super().resizeEvent(event)
        beside = theme().em(self.width()) >= _BESIDE_EM
        ways = QBoxLayout.Direction
        for line in self.lines.values():
            line.row.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _line(self, name: str, label: str, box: QLineEdit | QPlainTextEdit) -> _Line:
        now = theme()
        box.textChanged.connect(lambda *_text: self.edited.emit())
        field = Field(label, box, optional=True)
        source = Surface("canvas")
        column = QVBoxLayout(source)
        pad = now.px(10)
        column.setContentsMargins(pad, now.px(8), pad, now.px(8))
        column.setSpacing(now.px(4))
        column.addWidget(Text(_("In het Nederlands"), "caption", "ink2"))
        dutch = Text("", wrap=True)
        dutch.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(dutch)
        column.addStretch(1)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(now.px(14))
        row.addWidget(field, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(source, 2)
        self._column.addLayout(row)
        return _Line(name, field, box, dutch, row)


def dutch_of(offer: Offer, dutch: OfferText | None) -> dict[str, str]:
    """Return the Dutch text by field: as it was written for the leaflet, or by the provider."""
    told = {"title": offer.title, "what_you_do": offer.description or offer.work_kind}
    return {
        name: (getattr(dutch, name) if dutch is not None else "") or told.get(name, "")
        for name in NAMES
    }


def _paragraph(lines: int) -> QPlainTextEdit:
    box = QPlainTextEdit()
    box.setTabChangesFocus(True)
    box.setFixedHeight(theme().px(14 + 20 * lines))
    return box
