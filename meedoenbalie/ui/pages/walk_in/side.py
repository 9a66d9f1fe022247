"""Beside the queue: the numbers of today, who is at the table, and who somebody may be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.visits import VisitCounts
from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services.walk_in import AtTable
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import PersonAvatar
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.message import Message
from meedoenbalie.ui.widgets.surface import NoticeFrame, Surface
from meedoenbalie.ui.widgets.text import CutText, Line, Text


class _SideCard(Surface):
    def __init__(self, title: str) -> None:
        super().__init__("card")
        self.setAccessibleName(title)
        now = theme()
        self.column = QVBoxLayout(self)
        pad = now.px(now.tokens.space.panel_padding)
        self.column.setContentsMargins(pad, now.px(12), pad, now.px(12))
        self.column.setSpacing(now.px(8))
        self.column.addWidget(Text(title, "body_strong"))


class SoFarCard(_SideCard):
    """How many were spoken, are at the table, got a leaflet and wait, and all together."""

    def __init__(self) -> None:
        super().__init__(_("Vandaag tot nu"))
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(theme().px(8))
        self._grid.setColumnStretch(0, 1)
        self.column.addLayout(self._grid)
        self.column.addWidget(
            Text(
                _("‘Alleen folder’ telt in het weekrapport als bezoek, niet als gesprek."),
                "caption",
                "ink2",
                wrap=True,
            )
        )

    def show_counts(self, counts: VisitCounts) -> None:
        """Show the numbers of this moment."""
        clear_layout(self._grid)
        lines = [
            (_("Gesproken"), counts.spoken),
            (_("Nu in gesprek"), counts.talking),
            (_("Alleen folder"), counts.leaflets),
            (_("Wacht"), counts.waiting),
        ]
        if counts.left:
            lines.append((_("Weggegaan"), counts.left))
        for place, (name, number) in enumerate(lines):
            self._line(place, name, number, strong=False)
        self._grid.addWidget(Line(), len(lines), 0, 1, 2)
        self._line(len(lines) + 1, _("Bezoeken"), counts.visits, strong=True)

    def _line(self, place: int, name: str, number: int, *, strong: bool) -> None:
        value = Text(formats.number(number), "body_strong")
        value.setAccessibleName(f"{name}: {number}")
        self._grid.addWidget(Text(name, "body_strong" if strong else "body"), place, 0)
        self._grid.addWidget(value, place, 1, Qt.AlignmentFlag.AlignRight)


class TableCard(_SideCard):
    """Who of the desk is at the table, since when, in which language; or free."""

    finished = Signal(object)
    """The talk of this visit (its id) is over."""

    def __init__(self) -> None:
        super().__init__(_("Aan tafel"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme().px(10))
        self.column.addLayout(self._rows)

    def show_table(self, table: Sequence[AtTable], user: str) -> None:
        """Show who sits there now; ``user`` has the mnemonic on the button."""
        clear_layout(self._rows)
        for one in table:
            self._rows.addWidget(self._row(one, mine=one.name == user))

    def _row(self, one: AtTable, *, mine: bool) -> QWidget:
        now = theme()
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(now.px(10))
        row.addWidget(PersonAvatar(one.name))
        words = QVBoxLayout()
        words.setSpacing(0)
        said = _doing(one)
        words.addWidget(CutText(one.name))
        words.addWidget(Text(said, "caption", "ink2", wrap=True))
        row.addLayout(words, 1)
        box.setAccessibleName(f"{one.name}: {said}")
        if one.visit is not None:
            visit = one.visit.id
            done = Button(
                _("K&laar") if mine else _("Klaar"),
                small=True,
                on_click=lambda: self.finished.emit(visit),
            )
            done.setAccessibleName(_("Gesprek van {name} is klaar").format(name=one.name))
            row.addWidget(done)
        return box


def _doing(one: AtTable) -> str:
    if one.visit is None:
        return _("vrij")
    since = one.visit.taken_at or one.visit.arrived_at
    said = _("in gesprek sinds {time}").format(time=formats.time_of(since))
    language = one.visit.language
    return f"{said}, {formats.language_name(language)}" if language else said


class WhoCard(NoticeFrame):
    """Who somebody may be: the program proposes, the user decides."""

    chosen = Signal(object)
    """The resident that was pointed out."""
    unlinked = Signal()
    """It is somebody else after all."""

    def __init__(self) -> None:
        super().__init__("info")
        now = theme()
        column = QVBoxLayout(self)
        pad = now.px(12)
        column.setContentsMargins(now.px(16), now.px(10), pad, now.px(10))
        column.setSpacing(now.px(8))
        self._text = Message()
        column.addWidget(self._text)
        self._acts = QVBoxLayout()
        self._acts.setSpacing(now.px(6))
        column.addLayout(self._acts)
        self._buttons: list[Button] = []
        self.explain()

    def explain(self) -> None:
        """Say what this is for."""
        self._say(
            _("Wie hoort er bij wie?"),
            _(
                "Typt u een voornaam die al in Bewoners staat, dan stelt het programma de "
                "persoon voor. U beslist."
            ),
        )

    def propose(self, name: str, residents: Sequence[Resident], today: date) -> None:
        """Propose the residents whose name sounds like this one."""
        said = ngettext(
            "{n} bewoner heet ongeveer zo. U beslist.",
            "{n} bewoners heten ongeveer zo. U beslist.",
            len(residents),
        )
        self._say(_("Is {name} …?").format(name=name), said.format(n=len(residents)))
        ways = (_("D&it is {name}"), _("&Of {name}"), _("Of &toch {name}"))
        for way, resident in zip(ways, residents, strict=False):
            words = _about(resident, today)
            text = way.format(name=words.replace("&", "&&"))
            button = Button(text, "user-round", small=True, names=True)
            button.setToolTip(f"{words} · {resident.reference}")
            button.clicked.connect(lambda _on, found=resident: self.chosen.emit(found))
            self._add(button)

    def tell(self, name: str, resident: Resident) -> None:
        """Say who it is, and offer to take that back."""
        self._say(_("{name} is {full}.").format(name=name, full=resident.full_name))
        self._add(Button(_("Toch &iemand anders"), "x", on_click=self.unlinked.emit, small=True))

    def focus(self) -> bool:
        """Put the keyboard on the first proposal; return False when there is none."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(self._buttons)

    def _say(self, strong: str, rest: str = "") -> None:
        clear_layout(self._acts)
        self._buttons = []
        self._text.set_message(strong, rest)
        self.setAccessibleName(self._text.text())

    def _add(self, button: Button) -> None:
        self._acts.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._buttons.append(button)


def _about(resident: Resident, today: date) -> str:
    age = resident.age_on(today)
    years = "" if age is None else ngettext("{n} jaar", "{n} jaar", age).format(n=age)
    return ", ".join(part for part in (resident.full_name, years) if part)
