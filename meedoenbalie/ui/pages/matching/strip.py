"""Whom the matching is about: one line above the list (05)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services.choosing import MOST_RANKED
from meedoenbalie.services.matching import MatchList
from meedoenbalie.services.matching_text import called
from meedoenbalie.ui.pages.residents.words import SEPARATOR, age_text
from meedoenbalie.ui.paint import Chip
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.action_row import ActionRow
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import PersonAvatar
from meedoenbalie.ui.widgets.chips import StateChip
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.text import CutText

_MOST_WISHES = 3


class ResidentStrip(ActionRow):
    """Avatar, name, what is known in short, and the wishes in their order.

    ``no_to_all`` carries whether the young person says no to everything that is proposed.
    """

    no_to_all = Signal(bool)

    def __init__(self, on_other: Callable[[], object], on_referrals: Callable[[], object]) -> None:
        super().__init__("bar", 47, 10)
        self._wishes: QWidget | None = None
        self.running = Button("", "send", "link", on_referrals, small=True)
        self.running.hide()
        self.add_action(self.running)
        self.choice = Button("", kind="link", small=True)
        self._menu = QMenu(self)
        self._no = self._menu.addAction("")
        self._no.setCheckable(True)
        self._no.triggered.connect(self.no_to_all)
        self.choice.set_menu(self._menu)
        self.add_action(self.choice)
        self.other = Button(_("&Andere bewoner"), "user-search", on_click=on_other, small=True)
        self.add_action(self.other)

    def _arrange(self) -> None:
        """Leave out the wishes when there is no room; the reasons below name them too."""
        if self._wishes is not None:
            acts = (self.running, self.choice, self.other)
            wanted = [self._wishes.sizeHint().width(), self._facts.sizeHint().width()]
            wanted += [act.sizeHint().width() for act in acts if not act.isHidden()]
            wanted.append(self._name.sizeHint().width())
            gaps = self.words.spacing() * (len(wanted) + 1) + 2 * self._side
            self._wishes.setVisible(sum(wanted) + gaps + theme().px(28) <= self.width())
        super()._arrange()

    def show_resident(self, found: MatchList) -> None:
        """Show another resident."""
        clear_layout(self.words)
        resident = found.resident
        self.words.addWidget(PersonAvatar(resident.full_name))
        self._name = CutText(resident.full_name, "body_strong")
        # As wide as it is, and narrower where it must be.
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._name.setMinimumWidth(1)
        self.words.addWidget(self._name)
        self._facts = CutText(_facts(found), "body", "ink2")
        self.words.addWidget(self._facts, 1)
        self._wishes = QWidget()
        wishes = QHBoxLayout(self._wishes)
        wishes.setContentsMargins(0, 0, 0, 0)
        wishes.setSpacing(theme().px(10))
        self.words.addWidget(self._wishes)
        for place, wish in enumerate(resident.interests[:_MOST_WISHES], start=1):
            chip = StateChip(Chip(f"{place} {wish}", "accent", "accent-soft"))
            chip.setAccessibleName(_("Wens {place}: {wish}").format(place=place, wish=wish))
            wishes.addWidget(chip)
        self._show_choice(found)
        self._show_running(found)
        self._arrange()

    def _show_running(self, found: MatchList) -> None:
        count = len(found.referred)
        self.running.setVisible(count > 0)
        self.running.setText(ngettext("{n} loopt al", "{n} lopen al", count).format(n=count))
        self.running.setToolTip("\n".join(line.offer_title for line in found.referred))
        name = called(found.resident)
        self.running.setAccessibleName(
            _("Doorverwijzingen van {name}: {n}").format(name=name, n=count)
        )

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
