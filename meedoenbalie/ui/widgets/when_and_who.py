"""When something is to be done, by whom, and whether it comes again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from meedoenbalie.domain.follow_ups import Repeat
from meedoenbalie.i18n import _, labels
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.date_list import to_date, to_qdate
from meedoenbalie.ui.widgets.inputs import Choice, DateBox, Field


class WhenAndWho(QWidget):
    """A day, a colleague and a repeat beside each other."""

    edited = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(10))
        self.day = DateBox(to_qdate(today + timedelta(days=1)))
        self.owner = Choice([(_("wie er is"), "")])
        self.repeat = Choice([(labels.repeat(one), one) for one in Repeat])
        self.day.dateChanged.connect(lambda _day: self.edited.emit())
        for choice in (self.owner, self.repeat):
            choice.activated.connect(lambda _index: self.edited.emit())
        row.addWidget(Field(_("Wanneer"), self.day), 2)
        row.addWidget(Field(_("Voor wie"), self.owner), 2)
        row.addWidget(Field(_("Herhalen"), self.repeat), 2)

    def set_owners(self, names: Sequence[str]) -> None:
        """Offer the colleagues, and keep who was chosen."""
        chosen = self.owner.value()
        self.owner.clear()
        for text, value in ((_("wie er is"), ""), *((name, name) for name in names)):
            self.owner.addItem(text, value)
        self.owner.set_value(chosen if chosen in names else "")

    def put(self, day: QDate, owner: str, repeat: Repeat) -> None:
        """Show a day, a colleague and a repeat."""
        self.day.setDate(day)
        if owner and self.owner.findData(owner) < 0:
            self.owner.addItem(owner, owner)
        self.owner.set_value(owner)
        self.repeat.set_value(repeat)

    def chosen(self) -> tuple[date, str, Repeat]:
        """Return what is chosen."""
        return (
            to_date(self.day.date()),
            str(self.owner.value() or ""),
            Repeat(str(self.repeat.value())),
        )
