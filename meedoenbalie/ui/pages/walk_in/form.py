"""Who comes in: a first name, a language, Enter."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout

from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.visits import VisitPurpose
from meedoenbalie.i18n import _
from meedoenbalie.ui.pages.walk_in.languages import LanguageTiles
from meedoenbalie.ui.shortcuts import OwnKeys, inside
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.choices import SegmentedChoice
from meedoenbalie.ui.widgets.inputs import ErrorLine
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import CutText, Text

_NAME_LENGTH = 80
_MOST_DIGITS = 9
_WITH_WORDS = 640


class ArrivalForm(Surface):
    """One line for who comes in. What is typed is no record yet, and goes when the page goes."""

    arrived = Signal()
    """Put who is described here in the queue."""
    leaflet = Signal()
    """Somebody came for a leaflet and got it."""
    typed = Signal(str)
    """The name as it stands now."""
    to_proposals = Signal()
    """The arrow down in the name: go to who it may be."""

    def __init__(self) -> None:
        super().__init__("card")
        self.setAccessibleName(_("Wie komt er binnen?"))
        self._resident: UUID | None = None
        now = theme()
        column = QVBoxLayout(self)
        pad = now.px(now.tokens.space.panel_padding)
        column.setContentsMargins(pad, now.px(12), pad, pad)
        column.setSpacing(now.px(10))
        head = QHBoxLayout()
        head.setSpacing(now.px(8))
        title = Text("", "body_strong")
        title.setTextFormat(Qt.TextFormat.AutoText)
        title.setText(_("Wie &komt er binnen?"))
        head.addWidget(title)
        head.addWidget(Text(_("Voornaam en taal is genoeg."), "body", "ink2"))
        head.addStretch(1)
        head.addWidget(Text("Ctrl+I", "caption", "ink2"))
        column.addLayout(head)
        self.name = _NameBox()
        title.setBuddy(self.name)
        self.name.textChanged.connect(self._name_typed)
        self.name.returnPressed.connect(self.arrived)
        self.name.down.connect(self.to_proposals)
        self.languages = LanguageTiles(self.name)
        self.languages.accepted.connect(self.arrived)
        self.languages.unknown.connect(self._say_unknown)
        row = QGridLayout()
        row.setHorizontalSpacing(now.px(8))
        row.addWidget(self.name, 0, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.languages, 0, 1)
        row.setColumnStretch(1, 1)
        column.addLayout(row)
        self._error = ErrorLine()
        column.addWidget(self._error)
        self._acts_row = self._acts()
        column.addLayout(self._acts_row)
        for number in range(1, _MOST_DIGITS + 1):
            words = _("taal {number}").format(number=number)
            choose = partial(self.languages.choose_number, number)
            inside(self, f"Alt+{number}", words, choose)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what the tooltip of a button says too, and take two lines, without room."""
        super().resizeEvent(event)
        wide = self.width() >= theme().px(_WITH_WORDS)
        self._leaflet_words.setVisible(wide)
        way = QBoxLayout.Direction
        self._acts_row.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def purpose(self) -> VisitPurpose:
        """Return what somebody comes for: a talk, unless another thing was chosen."""
        value = self._purpose.value()
        return value if isinstance(value, VisitPurpose) else VisitPurpose.TALK

    def resident(self) -> UUID | None:
        """Return which resident it is, if that was said."""
        return self._resident

    def fill(self, resident: Resident) -> None:
        """Take name and language of a resident whom the user recognised."""
        self.name.setText(resident.given_name or resident.family_name)
        self._resident = resident.id
        if resident.preferred_language:
            self.languages.choose(resident.preferred_language)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget_resident(self) -> None:
        """It is somebody else than the user thought."""
        self._name_typed(self.name.text())

    def begin(self) -> None:
        """Empty the form and put the cursor in the name."""
        self.name.clear()
        self.languages.choose("")
        self._purpose.set_value(VisitPurpose.TALK)
        self.set_error("")
        self.focus()

    def focus(self) -> None:
        """Put the cursor in the name."""
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def set_error(self, message: str) -> None:
        """Say what is wrong with the name; an empty text takes that away."""
        self._error.set_message(message)
        self.name.setAccessibleDescription(message)

    def _acts(self) -> QBoxLayout:
        now = theme()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(now.px(8))
        self.only_leaflet = Button(_("Alleen &folder"), "file-text", on_click=self.leaflet.emit)
        self.only_leaflet.setToolTip(_("telt als bezoek, geen dossier"))
        self._purpose = SegmentedChoice(
            _("Komt voor"),
            [
                (_("Gesprek"), VisitPurpose.TALK),
                (_("Vraag"), VisitPurpose.QUESTION),
                (_("Folder"), VisitPurpose.LEAFLET),
            ],
            VisitPurpose.TALK,
        )
        self.add = Button(_("In de &rij"), "plus", on_click=self.arrived.emit, hint=_("Enter"))
        leaflet, queue = QHBoxLayout(), QHBoxLayout()
        for part in (leaflet, queue):
            part.setSpacing(now.px(8))
        leaflet.addWidget(self.only_leaflet)
        self._leaflet_words = CutText(_("telt als bezoek, geen dossier"), "caption", "ink2")
        leaflet.addWidget(self._leaflet_words, 1)
        leaflet.addStretch(0)
        queue.addWidget(self._purpose)
        queue.addWidget(self.add)
        queue.addStretch(0)
        row.addLayout(leaflet, 1)
        row.addLayout(queue)
        return row

    def _name_typed(self, name: str) -> None:
        self._resident = None
        self.set_error("")
        self.typed.emit(name)

    def _say_unknown(self, typed: str) -> None:
        self.set_error(
            _("{text} kennen we niet als taal. Kies een naam uit de lijst.").format(text=typed)
        )


class _NameBox(QLineEdit):
    down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(_NAME_LENGTH)
        self.setPlaceholderText(_("Voornaam"))
        self.setAccessibleName(_("Voornaam van wie binnenkomt"))
        OwnKeys(self, "Down", _("ga naar wie het kan zijn"))
        OwnKeys(self, "Esc", _("maak het vak leeg"))
        self.setFixedWidth(theme().px(144))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not event.modifiers():
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
