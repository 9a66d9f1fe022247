"""How the file is read: what was guessed, and what one can choose instead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services.importing import FileShape
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Choice
from meedoenbalie.ui.widgets.text import Text

_HEADER_LINES = 15


class ShapePane(QWidget):
    """Row of headings, order of dates, and for CSV delimiter and encoding.

    ``chosen`` carries the name of a field of FileShape and its new value; ``forgotten`` asks to
    guess anew instead of doing as with an earlier file.
    """

    chosen = Signal(str, object)
    forgotten = Signal()

    def __init__(self) -> None:
        super().__init__()
        now = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(4))
        column.addWidget(Text(_("Zo lezen we het bestand"), "body_strong"))
        self._words = Text("", "caption", "ink2", wrap=True)
        column.addWidget(self._words)
        self.forget_button = Button(
            _("Opnieuw ra&den"), "rotate-ccw", on_click=self.forgotten.emit, small=True
        )
        column.addWidget(self.forget_button, 0, Qt.AlignmentFlag.AlignLeft)
        grid = QGridLayout()
        grid.setContentsMargins(0, now.px(2), 0, 0)
        grid.setHorizontalSpacing(now.px(6))
        grid.setVerticalSpacing(now.px(4))
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        column.addLayout(grid)
        self.choices: dict[str, Choice] = {}
        self._labels: dict[str, Text] = {}
        for line, (name, label) in enumerate(_labels().items()):
            choice = Choice((), small=True)
            choice.setSizeAdjustPolicy(
                Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(6)
            choice.setAccessibleName(label)
            choice.activated.connect(lambda _place, name=name: self._choose(name))
            self.choices[name] = choice
            self._labels[name] = Text(label, "body")
            grid.addWidget(self._labels[name], line, 0)
            grid.addWidget(choice, line, 1)

    def show_shape(self, shape: FileShape, *, recalled: bool, csv: bool) -> None:
        """Show how a file was read; what is empty in it was not found out."""
        self._words.setText(
            _("Net als het vorige bestand met deze kolommen.")
            if recalled
            else _("Geraden. Klopt het niet, kies dan anders.")
        )
        self.forget_button.setVisible(recalled)
        told: dict[str, object] = {
            "header_line": shape.header_line,
            "month_first": shape.month_first,
            "delimiter": shape.delimiter,
            "encoding": "utf-8" if shape.encoding == "utf-8-sig" else shape.encoding,
        }
        for name, choice in self.choices.items():
            shown = csv or name in {"header_line", "month_first"}
            choice.setVisible(shown)
            self._labels[name].setVisible(shown)
            _fill(choice, _options(name), told[name])

    def _choose(self, name: str) -> None:
        self.chosen.emit(name, self.choices[name].value())


def _fill(choice: Choice, options: Sequence[tuple[str, object]], value: object) -> None:
    choice.clear()
    unknown = value in {None, "", 0} and not isinstance(value, bool)
    for text, one in ((_("vanzelf"), value), *options) if unknown else options:
        choice.addItem(text, one)
    if choice.findData(value) < 0:
        choice.addItem(
            _("rij {n}").format(n=value) if isinstance(value, int) else str(value), value
        )
    choice.setCurrentIndex(choice.findData(value))
    choice.setToolTip(choice.currentText())


def _labels() -> dict[str, str]:
    return {
        "header_line": _("Kolomnamen in"),
        "month_first": _("Datums"),
        "delimiter": _("Scheidingsteken"),
        "encoding": _("Tekens"),
    }


def _options(name: str) -> list[tuple[str, object]]:
    if name == "header_line":
        return [(_("rij {n}").format(n=n), n) for n in range(1, _HEADER_LINES + 1)]
    if name == "month_first":
        return [(_("dag eerst"), False), (_("maand eerst"), True)]
    if name == "delimiter":
        return [
            (_("komma ,"), ","),
            (_("puntkomma ;"), ";"),
            (_("tab"), "\t"),
            (_("streep |"), "|"),
        ]
    return [
        ("UTF-8", "utf-8"),
        (_("Windows (west)"), "cp1252"),
        (_("Windows (midden)"), "cp1250"),
        (_("Windows (Turks)"), "cp1254"),
        (_("Windows (Arab.)"), "cp1256"),
        ("UTF-16", "utf-16-le"),
    ]
