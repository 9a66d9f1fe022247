"""Wissen: what it means, and the number that has to be typed before it can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services.erasing import Meaning
from meedoenbalie.ui.pages.dossier_rights.words import called, points
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.message import Message
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Icon, Text


class ErasePane(Surface):
    """The card at the right. ``erase`` is called when the number was typed and the act chosen."""

    def __init__(self, erase: Callable[[], object]) -> None:
        super().__init__("card")
        now = theme()
        pad = now.px(now.tokens.space.panel_padding)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(now.px(8))
        column.addWidget(Text(_("Wissen"), "screen"))
        self._question = Text("", "body", "ink2", wrap=True)
        column.addWidget(self._question)
        self._points = QVBoxLayout()
        self._points.setSpacing(now.px(9))
        column.addLayout(self._points)
        self._warning = Notice(
            _("Dit kan niet ongedaan worden gemaakt."), _("Maak eerst de inzage."), "danger"
        )
        column.addWidget(self._warning)
        column.addStretch(1)
        self._label = Text("", "body_strong", wrap=True)
        column.addWidget(self._label)
        row = QHBoxLayout()
        row.setSpacing(now.px(10))
        self.number = QLineEdit()
        self.number.textChanged.connect(lambda _text: self._allow())
        self.number.returnPressed.connect(self._entered)
        self._label.setBuddy(self.number)
        self.act = Button(_("Voorgoed &wissen"), "trash", "danger", erase)
        row.addWidget(self.number, 1)
        row.addWidget(self.act)
        column.addLayout(row)
        self._help = Text("", "caption", "ink2", wrap=True)
        column.addWidget(self._help)
        self._wanted = ""
        self._may = False

    def show_meaning(self, meaning: Meaning, *, may: bool) -> None:
        """Say what erasing this resident means; what was typed for another one is gone."""
        name, reference = called(meaning.resident), meaning.resident.reference
        if reference != self._wanted:
            self.number.clear()
        self._wanted, self._may = reference, may
        self._question.setText(_("Wat gebeurt er als u {name} wist?").format(name=name))
        clear_layout(self._points)
        for icon, strong, rest in points(meaning):
            self._points.addWidget(_point(icon, strong, rest))
        self._warning.set_message(
            _("Dit kan niet ongedaan worden gemaakt."),
            _("Maak eerst de inzage, als {name} die wil.").format(name=name),
        )
        label = _("Typ het nummer: {number}").format(number=reference)
        self._label.setText(label)
        self.number.setAccessibleName(label)
        self.number.setEnabled(may)
        self._help.setText(
            _("Wordt actief als het nummer klopt. Een beheerder of coördinator mag wissen.")
        )
        self._allow()

    def forget(self) -> None:
        """Show nothing of anybody."""
        self._wanted, self._may = "", False
        clear_layout(self._points)
        self._question.setText("")
        self._label.setText("")
        self.number.setAccessibleName("")
        self.number.clear()
        self._allow()

    def _entered(self) -> None:
        if self.act.isEnabled():
            self.act.setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow(self) -> None:
        if not self._may:
            self.act.disable(_("Een beheerder of coördinator mag wissen"))
        elif self.number.text().strip().casefold() != self._wanted.casefold():
            self.act.disable(_("Typ eerst het nummer"))
        else:
            self.act.enable()


def _point(icon: str, strong: str, rest: str) -> QWidget:
    line = QWidget()
    line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().px(10))
    row.addWidget(Icon(icon, "ink2"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Message(strong, rest), 1)
    return line
