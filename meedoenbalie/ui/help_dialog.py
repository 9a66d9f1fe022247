"""F1: what this screen is for, and every key that works."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.shapes.panes import Pane
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import KeyValueGrid
from meedoenbalie.ui.widgets.text import Text


class HelpDialog(QDialog):
    """The help of one screen: its text, then the keys as (key, what it does)."""

    def __init__(
        self, title: str, text: str, keys: tuple[tuple[str, str], ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        now = theme()
        self.setWindowTitle(_("Hulp"))
        self.resize(now.px(520), now.px(560))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        pane = Pane(padding=now.tokens.space.xl)
        pane.body.addWidget(Text(title, "section"))
        if text:
            pane.body.addWidget(Text(text, wrap=True))
        pane.body.addWidget(Text(_("Toetsen"), "body_strong"))
        pane.body.addWidget(KeyValueGrid(keys))
        pane.body.addStretch(1)
        column.addWidget(pane, 1)
        row = QHBoxLayout()
        pad = now.px(now.tokens.space.m)
        row.setContentsMargins(pad, pad, pad, pad)
        row.addStretch(1)
        close = Button(_("&Sluiten"), kind="primary", on_click=self.accept)
        close.setDefault(True)
        row.addWidget(close)
        column.addLayout(row)


def desk_keys() -> tuple[tuple[str, str], ...]:
    """Return the keys that work at a desk, with what they do."""
    return (
        ("Ctrl+1 … Ctrl+9", _("een scherm uit de navigatie")),
        ("Ctrl+N", _("nieuw gesprek")),
        ("Ctrl+I", _("iemand in de inlooprij zetten")),
        ("F9", _("de volgende uit de inlooprij nemen")),
        ("Ctrl+K", _("zoek overal")),
        ("Ctrl+F", _("zoek in deze lijst")),
        ("Ctrl+Enter", _("de grote knop van dit vak")),
        ("Ctrl+P", _("afdrukken of PDF")),
        ("Ctrl+Z", _("maak ongedaan wat u het laatst deed")),
        ("Ctrl+Y", _("doe opnieuw wat u ongedaan maakte")),
        ("F6", _("volgend vak")),
        ("F8", _("samen kijken aan of uit")),
        ("Alt+Home", _("terug naar het vorige scherm")),
        ("Ctrl+,", _("instellingen")),
        ("Ctrl+L", _("vergrendelen")),
        ("Enter", _("open de regel")),
        (_("Spatie"), _("vink aan of uit")),
        ("Esc", _("sluit, of maak het zoekveld leeg")),
    )
