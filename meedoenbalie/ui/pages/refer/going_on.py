"""Whether a new referral goes on from one that ended without success."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services.registration import DossierReferral
from meedoenbalie.ui.pages.refer.handover import Handover
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.text import Text


class GoingOn(QWidget):
    """Names the earlier referral. Another try at the same offer goes on from it in any case."""

    def __init__(self, handover: Handover) -> None:
        super().__init__()
        self._earlier = handover.earlier
        self._box: QCheckBox | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme().px(8), 0, 0)
        if self._earlier is None or handover.is_prepared:
            self.hide()
            return
        words = _("Vervolg op {earlier}").format(earlier=_earlier_words(self._earlier))
        if self._earlier.offer.id == handover.line.offer.id:
            column.addWidget(Text(words, "body", "ink2", wrap=True))
            return
        self._box = QCheckBox(words)
        self._box.setChecked(True)
        self._box.setToolTip(_("Dan ziet u later dat deze doorverwijzing in de plaats kwam"))
        column.addWidget(self._box)

    @property
    def follows(self) -> UUID | None:
        """The referral that the new one goes on from; None when somebody says it doesn't."""
        if self._earlier is None or (self._box is not None and not self._box.isChecked()):
            return None
        return self._earlier.referral.id


def _earlier_words(item: DossierReferral) -> str:
    standing = item.standing
    parts = [labels.state_long(standing.state)] if standing.state is not None else []
    if standing.since is not None:
        parts.append(formats.day(standing.since))
    if standing.reason is not None:
        parts.append(formats.inside(labels.reason(standing.reason)))
    return f"{item.offer.title} ({', '.join(parts)})"
