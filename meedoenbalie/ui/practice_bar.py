"""The band over a throw-away desk: that one practises, what is left to try, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from meedoenbalie.i18n import _
from meedoenbalie.services import first_hour
from meedoenbalie.services.first_hour import Exercise
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.surface import NoticeFrame
from meedoenbalie.ui.widgets.text import Icon, Text


class _Words(NamedTuple):
    """An exercise: its name on the button, how it goes, and the page where it begins."""

    name: str
    how: str
    page: str
    target: object = None


class PracticeBar(NoticeFrame):
    """Ticks an exercise off when it was really done. ``left`` asks to stop practising."""

    left = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__("warn")
        self._shell = shell
        self._since: int | None = None
        self.done: Set[Exercise] = frozenset()
        self.setAccessibleName(_("Oefenen"))
        now = theme()
        column = QVBoxLayout(self)
        side = now.px(now.tokens.space.screen_margin)
        column.setContentsMargins(side, now.px(8), side, now.px(8))
        column.setSpacing(now.px(6))
        head = QHBoxLayout()
        head.setSpacing(now.px(8))
        head.addWidget(Icon("flask-conical", "warn"))
        head.addWidget(Text(_("U oefent."), "body_strong"))
        safe = _("Alle personen zijn verzonnen. Niets hiervan komt in uw eigen balie.")
        head.addWidget(Text(safe, wrap=True), 1)
        self.stop = Button(_("Stoppen met oefenen"), "x", on_click=self.left.emit, small=True)
        head.addWidget(self.stop)
        column.addLayout(head)
        row = FlowLayout(gap=6)
        self.buttons = {
            one: Button(words.name, "circle", on_click=self._leads(words), small=True)
            for one, words in _exercises().items()
        }
        for button in self.buttons.values():
            row.addWidget(button)
        column.addLayout(row)
        self._next = Text("", "caption", wrap=True)
        column.addWidget(self._next)
        self._show(frozenset())
        shell.tasks.read(lambda: first_hour.practice_begins(shell.desk), self._begin)

    def look(self, _changes: object = None) -> None:
        """Look again what was done, because something was saved."""
        since, desk = self._since, self._shell.desk
        if since is not None:
            self._shell.tasks.read(
                lambda: first_hour.exercises_done(desk, since), self._show, key="practice"
            )

    def _begin(self, since: int) -> None:
        self._since = since

    def _leads(self, words: _Words) -> Callable[[], None]:
        def go() -> None:
            self._next.setText(words.how)
            if words.page and self._shell.has(words.page):
                self._shell.go(words.page, words.target)

        return go

    def _show(self, done: Set[Exercise]) -> None:
        all_words = _exercises()
        for one, button in self.buttons.items():
            is_done = one in done
            button.set_icon_name("circle-check" if is_done else "circle")
            said = _("gedaan") if is_done else _("nog doen")
            button.setAccessibleDescription(said)
            button.setToolTip(f"{all_words[one].how} ({said})")
        left = [one for one in Exercise if one not in done]
        if left:
            self._next.setText(_("Probeer nu: {how}").format(how=all_words[left[0]].how))
        else:
            self._next.setText(_("U hebt alles geoefend. Ga terug en begin echt."))
            self.stop.set_kind("primary")
        self.done = done


def _exercises() -> dict[Exercise, _Words]:
    return {
        Exercise.TALK: _Words(
            _("Een gesprek"),
            _("Begin een nieuw gesprek, verzin een naam, en leg in de laatste stap vast."),
            "conversation",
            "new",
        ),
        Exercise.TELL: _Words(
            _("Voorlichten"),
            _("Kies bij Matchen een bewoner, bekijk een weekplan en leg voorlichting vast."),
            "matching",
        ),
        Exercise.REFER: _Words(
            _("Doorverwijzen"),
            _("Kies bij Matchen Doorverwijzen, leg de toestemming vast en zet klaar."),
            "matching",
        ),
        Exercise.RECORD: _Words(
            _("Een stap vastleggen"),
            _("Kies bij Doorverwijzingen iemand, en leg vast wat er nu gebeurd is."),
            "referrals",
        ),
        Exercise.UNDO: _Words(
            _("Ongedaan maken"), _("Druk op Ctrl+Z: wat u het laatst deed, is terug."), ""
        ),
    }
