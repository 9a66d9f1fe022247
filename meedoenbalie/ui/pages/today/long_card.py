"""A card of Vandaag that can be long: the first rows, and the rest when asked."""

from __future__ import annotations

from meedoenbalie.i18n import _
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.today import rows
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card, CardRow
from meedoenbalie.ui.widgets.text import Line

_FEW = 3
_MANY = 20


class LongCard(Card):
    """A card that shows a few rows, and the rest when asked; hidden when it has none."""

    def __init__(self, title: str, icon: str, shell: Shell, few: int = _FEW) -> None:
        super().__init__(title, icon)
        self._few = few
        self._shell = shell
        self._all: list[CardRow] = []
        self._open = False
        self._words = ""
        self._more = Button("", kind="link", on_click=self._toggle, small=True)
        self.add_footer(self._more)

    def show_rows(self, all_rows: list[CardRow], words: str) -> None:
        """Show the first rows, ``words`` in the head, and how many more there are."""
        self._all = rows.only_where(all_rows, self._shell.has)
        self._words = words
        self._arrange()

    def _arrange(self) -> None:
        shown = self._all[: _MANY if self._open else self._few]
        number = len(self._all)
        self.set_rows(shown)
        self.setVisible(bool(number))
        if number > self._few:
            self.body.addWidget(Line())
        some = len(shown) < number
        part = _("de eerste {n} van {all}").format(n=len(shown), all=number) if some else ""
        self.set_count(" · ".join(words for words in (self._words, part) if words))
        self._more.setText(
            _("De eerste {n} tonen").format(n=self._few)
            if self._open
            else _("Alle {n} tonen").format(n=number)
            if number <= _MANY
            else _("De eerste {n} van {all} tonen").format(n=_MANY, all=number)
        )
        self.show_footer(number > self._few)

    def _toggle(self) -> None:
        self._open = not self._open
        self._arrange()
