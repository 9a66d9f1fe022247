"""Whom the matching is about: one line above the list (05)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services.choosing import MOST_RANKED
from meedoenbalie.services.matching import MatchList
from meedoenbalie.services.matching_text import called
from meedoenbalie.ui.pages.residents.words import SEPARATOR, age_text
from meedoenbalie.ui.paint import Chip
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import PersonAvatar
from meedoenbalie.ui.widgets.chips import StateChip
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import CutText, Text

_MOST_WISHES = 3


class ResidentStrip(Surface):
    """Avatar, name, what is known in short, and the wishes in their order.

    ``no_to_all`` carries whether the young person says no to everything that is proposed.
    """

    no_to_all = Signal(bool)

    def __init__(self, on_other: Callable[[], object], on_referrals: Callable[[], object]) -> None:
        super().__init__("bar")
        now = theme()
        self.setFixedHeight(now.px(47))
        self._on_referrals = on_referrals
        row = QHBoxLayout(self)
        margin = now.px(now.tokens.space.screen_margin)
        row.setContentsMargins(margin, 0, margin, 0)
        row.setSpacing(now.px(10))
        self._row = QHBoxLayout()
        self._row.setSpacing(now.px(10))
        row.addLayout(self._row, 1)
        self._wishes: QWidget | None = None
        self.choice = Button("", kind="link", small=True)
        self._menu = QMenu(self)
        self._no = self._menu.addAction("")
        self._no.setCheckable(True)
        self._no.triggered.connect(self.no_to_all)
        self.choice.set_menu(self._menu)
        row.addWidget(self.choice)
        self.other = Button(_("&Andere bewoner"), "user-search", on_click=on_other, small=True)
        row.addWidget(self.other)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the wishes when there is no room; the reasons below name them too."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        now = theme()
        if self._wishes is not None:
            wide = now.em(self.width()) >= now.tokens.breakpoints_em.two_panes
            self._wishes.setVisible(wide)

    def show_resident(self, found: MatchList) -> None:
        """Show another resident."""
        clear_layout(self._row)
        resident = found.resident
        self._row.addWidget(PersonAvatar(resident.full_name))
        name = Text(resident.full_name, "body_strong")
        self._row.addWidget(name)
        facts = CutText(_facts(found), "body", "ink2")
        self._row.addWidget(facts, 1)
        self._wishes = QWidget()
        wishes = QHBoxLayout(self._wishes)
        wishes.setContentsMargins(0, 0, 0, 0)
        wishes.setSpacing(theme().px(10))
        self._row.addWidget(self._wishes)
        self._make_room()
        for place, wish in enumerate(resident.interests[:_MOST_WISHES], start=1):
            chip = StateChip(Chip(f"{place} {wish}", "accent", "accent-soft"))
            chip.setAccessibleName(_("Wens {place}: {wish}").format(place=place, wish=wish))
            wishes.addWidget(chip)
        self._show_choice(found)
        count = len(found.referred)
        if count:
            words = ngettext("{n} loopt al", "{n} lopen al", count).format(n=count)
            running = Button(words, "send", "link", self._on_referrals, small=True)
            running.setToolTip("\n".join(line.offer_title for line in found.referred))
            running.setAccessibleName(
                _("Doorverwijzingen van {name}: {n}").format(name=called(resident), n=count)
            )
            self._row.addWidget(running)

    def _show_choice(self, found: MatchList) -> None:
        choices = found.choices
        if choices.no_to_all:
            words = _("Eigen keus: nee tegen alles")
        else:
            words = _("Eigen keus: {n} gekozen van hoogstens {most}").format(
                n=choices.number, most=MOST_RANKED
            )
        self.choice.setText(words)
        name = called(found.resident)
        self._no.setText(_("{name} zegt nee tegen alles").format(name=name))
        self._no.setChecked(choices.no_to_all)


def _facts(found: MatchList) -> str:
    resident = found.resident
    parts = [age_text(resident.birth_date, resident.birth_year, found.context.day)]
    parts[0] = parts[0] or _("leeftijd niet bekend")
    if resident.dutch_level is None:
        parts.append(_("Nederlands niet bekend"))
    else:
        parts.append(_("Nederlands {level}").format(level=resident.dutch_level.value))
    if resident.max_travel_minutes is not None:
        parts.append(_("reist tot {n} min").format(n=resident.max_travel_minutes))
    return SEPARATOR.join(parts)
