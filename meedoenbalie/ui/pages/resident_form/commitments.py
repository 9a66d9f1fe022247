"""Own appointments: a line each with day, times and what it is for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from meedoenbalie.domain.week import Commitment, Weekday
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.ui.pages.resident_form import parsing
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Choice
from meedoenbalie.ui.widgets.layout import in_order_before
from meedoenbalie.ui.widgets.text import Text, restyle
from meedoenbalie.ui.widgets.text_box import TextBox

Typed = tuple[object, str, str, str]
"""A line as it stands: day, from, to, label."""


class CommitmentsEditor(QWidget):
    """Lines that one adds and takes away; a line without times counts as not there."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        now = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(6))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(now.px(6))
        column.addLayout(self._lines)
        row = QHBoxLayout()
        self.add_button = Button(
            _("Afspraak &toevoegen"), "plus", on_click=self._add_empty, small=True
        )
        row.addWidget(self.add_button)
        row.addStretch(1)
        column.addLayout(row)
        self._rows: list[CommitmentLine] = []
        self.setFocusProxy(self.add_button)

    def typed(self) -> tuple[Typed, ...]:
        """Return the lines as they stand."""
        return tuple(row.typed() for row in self._rows)

    def set_typed(self, lines: Iterable[Typed]) -> None:
        """Show other lines."""
        for row in list(self._rows):
            self._drop(row)
        for line in lines:
            self._add(line)

    def commitments(self) -> tuple[Commitment, ...]:
        """Return the appointments. Raises Unreadable; the wrong line has a red border."""
        found = [row.commitment() for row in self._rows]
        return tuple(item for item in found if item is not None)

    def lines(self) -> tuple[CommitmentLine, ...]:
        """Return the lines on the screen."""
        return tuple(self._rows)

    def _add_empty(self) -> None:
        self._add((Weekday.MONDAY, "", "", ""))
        self._rows[-1].start.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _add(self, typed: Typed) -> None:
        row = CommitmentLine(typed)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        self._rows.append(row)
        self._lines.addWidget(row)
        in_order_before(self.add_button, *row.stops)

    def _remove(self, row: CommitmentLine) -> None:
        self._drop(row)
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, row: CommitmentLine) -> None:
        self._rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()


class CommitmentLine(QWidget):
    """Day, from, to and what for."""

    changed = Signal()
    removed = Signal()

    def __init__(self, typed: Typed) -> None:
        super().__init__()
        now = theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(now.px(8))
        day, start, end, label = typed
        self.day = Choice([(labels.weekday(day), day) for day in Weekday])
        self.day.set_value(day)
        self.start = _short_line(start, _("van"), "9:00")
        self.end = _short_line(end, _("tot"), "11:30")
        self.label = TextBox(label)
        self.label.setMaxLength(200)
        self.label.setPlaceholderText(_("waarvoor"))
        self.day.setAccessibleName(_("Dag van de afspraak"))
        self.label.setAccessibleName(_("Waarvoor is de afspraak"))
        row.addWidget(self.day)
        row.addWidget(self.start)
        row.addWidget(Text(_("tot"), "body", "ink2"))
        row.addWidget(self.end)
        row.addWidget(self.label, 1)
        away = Button(_("Afspraak weghalen"), "x", "quiet", self.removed.emit, icon_only=True)
        row.addWidget(away)
        self.stops: tuple[QWidget, ...] = (self.day, self.start, self.end, self.label, away)
        self.day.currentIndexChanged.connect(lambda _index: self.changed.emit())
        for line in (self.start, self.end, self.label):
            line.textEdited.connect(lambda _text: self.changed.emit())

    def typed(self) -> Typed:
        """Return what stands in the line."""
        return (self.day.value(), self.start.text(), self.end.text(), self.label.text())

    def commitment(self) -> Commitment | None:
        """Return the appointment, or None for an empty line. Raises Unreadable."""
        for line in (self.start, self.end):
            _mark(line, wrong=False)
        if not self.start.text().strip() and not self.end.text().strip():
            if self.label.text().strip():
                _mark(self.start, wrong=True)
                raise parsing.Unreadable(_("Vul van en tot in, bijvoorbeeld 9:00 tot 11:30."))
            return None
        times = []
        for line in (self.start, self.end):
            try:
                times.append(parsing.time(line.text()))
            except parsing.Unreadable:
                _mark(line, wrong=True)
                raise
        if times[1] <= times[0]:
            _mark(self.end, wrong=True)
            raise parsing.Unreadable(
                _("De afspraak eindigt voor het begin: {start} tot {end}.").format(
                    start=formats.clock(times[0]), end=formats.clock(times[1])
                )
            )
        return Commitment(
            # Qt gives a plain text back for a member of an enum of texts.
            day=Weekday(str(self.day.value())),
            start=times[0],
            end=times[1],
            label=self.label.text().strip(),
        )


def typed_of(items: Iterable[Commitment]) -> tuple[Typed, ...]:
    """Return appointments as one types them."""
    return tuple(
        (item.day, formats.clock(item.start), formats.clock(item.end), item.label) for item in items
    )


def _short_line(text: str, name: str, example: str) -> QLineEdit:
    line = TextBox(text)
    line.setPlaceholderText(example)
    line.setAccessibleName(_("Afspraak {name}").format(name=name))
    line.setFixedWidth(theme().px(72))
    return line


def _mark(line: QLineEdit, *, wrong: bool) -> None:
    line.setProperty("wrong", wrong)
    restyle(line)
