"""What nobody foresaw: one dialog, *Details* to copy, and a report without personal data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from meedoenbalie import log
from meedoenbalie.i18n import _
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.text import Icon, Text


class FailureDialog(QDialog):
    """Says what happened, what was kept and what to do."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        now = theme()
        self._report = log.report_of(error)
        self.setWindowTitle(_("Er ging iets mis"))
        self.setMinimumWidth(now.px(520))
        column = QVBoxLayout(self)
        margin = now.px(now.tokens.space.xl)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(now.px(12))
        head = QHBoxLayout()
        head.setSpacing(now.px(10))
        head.addWidget(Icon("circle-alert", "danger", 20))
        what = _("Dit lukte niet, en dat is een fout van het programma.")
        head.addWidget(Text(what, "section"), 1)
        column.addLayout(head)
        kept = _(
            "Wat u eerder opsloeg, staat er nog. Alleen de laatste handeling is niet gedaan. "
            "Probeer het nog een keer. Lukt het weer niet? Stuur het rapport naar de beheerder. "
            "Er staan geen persoonsgegevens in."
        )
        column.addWidget(Text(kept, wrap=True))
        self._details = QPlainTextEdit(self._report)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(_("Details"))
        self._details.setMinimumHeight(now.px(180))
        self._details.hide()
        column.addWidget(self._details)
        buttons = QHBoxLayout()
        buttons.setSpacing(now.px(8))
        buttons.addWidget(Button(_("&Details"), "chevron-down", on_click=self._toggle))
        self._copy = Button(_("&Kopiëren"), "copy", on_click=self._copied)
        self._copy.hide()
        buttons.addWidget(self._copy)
        buttons.addWidget(Button(_("&Rapport bewaren…"), "save", on_click=self._save))
        buttons.addStretch(1)
        close = Button(_("&Sluiten"), kind="primary", on_click=self.accept)
        close.setDefault(True)
        buttons.addWidget(close)
        column.addLayout(buttons)

    def save_to(self, path: Path) -> None:
        """Write the report. Raises OSError."""
        path.write_text(self._report, encoding="utf-8", newline="\n")

    def _toggle(self) -> None:
        shown = not self._details.isVisible()
        self._details.setVisible(shown)
        self._copy.setVisible(shown)
        self.adjustSize()

    def _copied(self) -> None:
        QGuiApplication.clipboard().setText(self._report)

    def _save(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Rapport bewaren"), "meedoenbalie-rapport.txt", _("Tekst (*.txt)")
        )
        if chosen:
            try:
                self.save_to(Path(chosen))
            except OSError:
                self._details.setVisible(True)
                self._copy.setVisible(True)
                self._details.setPlainText(
                    _("Bewaren lukte niet. Kopieer de tekst hieronder.") + "\n\n" + self._report
                )
