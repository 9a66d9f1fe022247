"""The line below the list of offers: how many are shown, and how to read a week (06)."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Text
from meedoenbalie.ui.widgets.week_glyph import WeekGlyph

_SOME_WEEK = frozenset({(0, 0), (3, 1)})


def legend(count: QWidget, action: QWidget) -> QWidget:
    """Return the line, with the number at its left and what one can do at its right."""
    now = theme()
    line = Surface("footer")
    row = QHBoxLayout(line)
    row.setContentsMargins(now.px(14), now.px(5), now.px(14), now.px(5))
    row.setSpacing(now.px(6))
    row.addWidget(count)
    row.addSpacing(now.px(10))
    row.addWidget(WeekGlyph(_SOME_WEEK))
    row.addWidget(Text(_("MDT"), "caption", "ink2"))
    row.addSpacing(now.px(10))
    row.addWidget(WeekGlyph(language=_SOME_WEEK))
    key = _("taal: ochtend, middag, avond; ma t/m zo")
    row.addWidget(Text(key, "caption", "ink2", wrap=True), 1)
    row.addWidget(action)
    return line
