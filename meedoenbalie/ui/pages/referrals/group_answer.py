"""With whom somebody goes to an offer, and whether the next step is recorded for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services.referring import ReferralLine
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.text import Text


class GroupAnswer(QWidget):
    """The names of the others, and a box to tick; hidden for who goes alone."""

    def __init__(self, others: Sequence[ReferralLine]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        names = ", ".join(one.resident_name for one in others)
        words = _("Gaat samen met {names}.").format(names=names)
        column.addWidget(Text(words, "body", "ink2", wrap=True))
        n = len(others)
        also = ngettext("Ook voor de andere {n} van de groep", "Ook voor de andere {n}", n)
        self.all = QCheckBox(also.format(n=n))
        column.addWidget(self.all)
        self.setVisible(bool(others))

    @property
    def for_all(self) -> bool:
        """Whether the next step is recorded for the whole group."""
        return self.all.isChecked()
