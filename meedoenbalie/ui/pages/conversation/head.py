"""The acts in the head of the talk; when it is narrow they go into one menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from meedoenbalie.i18n import _, formats
from meedoenbalie.i18n.talk import talk_languages
from meedoenbalie.ui.shapes.head import PageHead
from meedoenbalie.ui.widgets.buttons import Button


class TalkActs:
    """Language, pointing sheet and *Later verder*, and *Tot nu toe* where there is no aside."""

    def __init__(
        self,
        head: PageHead,
        choose: Callable[[str], object],
        ask_language: Callable[[], object],
        print_sheet: Callable[[], object],
        later: Callable[[], object],
        so_far: Callable[[], object],
    ) -> None:
        self._choose, self._ask_language = choose, ask_language
        self.so_far = Button(_("&Tot nu toe"), on_click=so_far)
        self.language = Button("", "languages")
        self.language.set_menu(self._language_menu(head))
        self.sheet = Button(_("&Aanwijsblad afdrukken"), "printer", on_click=print_sheet)
        self.later = Button(_("&Later verder"), on_click=later)
        self.more = Button(_("&Meer"), "ellipsis", icon_only=True)
        menu = QMenu(self.more)
        for text, act in (
            (_("Taal kiezen…"), ask_language),
            (_("Aanwijsblad afdrukken"), print_sheet),
            (_("Later verder"), later),
        ):
            _add(menu, text, act)
        self.more.setMenu(menu)
        for button in (self.so_far, self.language, self.sheet, self.later, self.more):
            head.add_action(button)

    def show_for(self, *, narrow: bool, talking: bool) -> None:
        """Show what fits; before the language is chosen there is only the sheet."""
        self.so_far.setVisible(narrow and talking)
        self.more.setVisible(narrow and talking)
        self.language.setVisible(not narrow and talking)
        self.later.setVisible(not narrow and talking)
        self.sheet.setVisible(not narrow or not talking)

    def set_language(self, code: str) -> None:
        """Say in which language the talk is."""
        name = formats.language_name(code) if code else _("Alleen Nederlands")
        self.language.setText(name)
        self.language.setAccessibleName(_("Taal van het gesprek: {name}").format(name=name))

    def _language_menu(self, head: PageHead) -> QMenu:
        menu = QMenu(head)
        for one in talk_languages():
            name = f"{formats.language_name(one.language)}  {one.own_name}"
            _add(menu, name, partial(self._choose, one.language))
        menu.addSeparator()
        _add(menu, _("Andere taal…"), self._ask_language)
        return menu


def _add(menu: QMenu, text: str, act: Callable[[], object]) -> None:
    action = QAction(text, menu)
    action.triggered.connect(lambda _on: act())
    menu.addAction(action)
