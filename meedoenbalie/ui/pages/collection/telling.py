"""What azc's have to hear about their sets: a list, and a text for each that lies ready."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from meedoenbalie.domain.set_weeks import SiteWeeks
from meedoenbalie.i18n import _, formats
from meedoenbalie.services.set_messages import (
    SetMessage,
    ToTell,
    all_in_one,
    list_to_tell,
    messages_for,
)
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.text import Text

_MOST_ROWS = 6
_NAME, _WEEK = 150, 132


class TellingCard(Card):
    """A line per azc and week; below it the text for the chosen azc, to change and to send."""

    saving = Signal(object)
    """The user wants these :class:`SetMessage` in a file."""

    def __init__(self) -> None:
        super().__init__(_("Laat, mist of vreemd"), "mail")
        self._messages: dict[str, SetMessage] = {}
        self._site = ""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        self._model: TableModel[ToTell] = TableModel(
            (
                Column(_("Azc"), lambda row: row.name, _NAME, strong=True),
                Column(_("Week"), lambda row: formats.week(row.week), _WEEK),
                Column(_("Waarom"), lambda row: row.why, tooltip=lambda row: row.why),
            ),
            lambda row: (row.site, row.week),
        )
        self.table = RowTable(self._model, _("Laat, mist of vreemd"))
        self.table.selected.connect(lambda _row: self._chosen())
        column.addWidget(self.table)
        self._to = Text("", "body_strong", wrap=True)
        column.addWidget(self._to)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(_("Tekst voor het azc"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme().px(248))
        column.addWidget(self.text)
        self.copy = Button(_("Tekst kopiëren"), "copy", on_click=self._copy, small=True)
        self.mail = Button(_("In mailprogramma"), "mail", on_click=self._mail, small=True)
        self.save = Button(_("Opslaan…"), "save", on_click=self._save, small=True)
        self.copy_all = Button(
            _("Teksten voor alle azc’s kopiëren"), "copy", on_click=self._copy_all, small=True
        )
        self.save_all = Button(
            _("Voor alle azc’s bewaren…"), "save", on_click=self._save_all, small=True
        )
        for buttons in ((self.copy, self.mail, self.save), (self.copy_all, self.save_all)):
            row = QHBoxLayout()
            row.setSpacing(theme().px(8))
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        words = _(
            "Er staat geen naam en geen aantal in. Het programma verstuurt niets: u kiest zelf aan "
            "wie."
        )
        column.addWidget(Text(words, "caption", "ink2", wrap=True))
        self._sites: Sequence[SiteWeeks] = ()
        self.add(inside)
        self.hide()

    def show_sites(self, sites: Sequence[SiteWeeks]) -> None:
        """Show what the azc's have to hear; without anything the card is hidden."""
        # What somebody changed in a text stays while the sets are the same.
        if sites == self._sites:
            return
        lines, self._sites = list_to_tell(sites), sites
        self._messages = {one.site: one for one in messages_for(sites)}
        self._site = ""
        self._model.set_rows(lines)
        self.setVisible(bool(lines))
        self.set_count(str(len(lines)))
        row = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().height()
        self.table.setFixedHeight(head + row * min(_MOST_ROWS, len(lines)) + theme().px(2))
        if lines and self.table.current_id() is None:
            self.table.select_id((lines[0].site, lines[0].week))
        self._chosen()

    def forget(self) -> None:
        """Forget all texts."""
        self.show_sites(())
        self._to.setText("")
        self.text.clear()

    def written(self) -> SetMessage | None:
        """Return the text of the chosen azc as it stands in the box."""
        message = self._messages.get(self._site)
        if message is None:
            return None
        text = self.text.toPlainText()
        return SetMessage(message.site, message.name, message.subject, text)

    def _chosen(self) -> None:
        chosen = self.table.current_id()
        site = str(chosen[0]) if isinstance(chosen, tuple) else ""
        message = self._messages.get(site)
        if message is None or site == self._site:
            return
        self._site = site
        self._to.setText(
            _("Aan {site}. Onderwerp: {subject}").format(site=message.name, subject=message.subject)
        )
        self.text.setPlainText(message.text)

    def _copy(self) -> None:
        message = self.written()
        if message is not None:
            QGuiApplication.clipboard().setText(message.whole)

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(all_in_one(list(self._messages.values())))

    def _mail(self) -> None:
        message = self.written()
        if message is not None:
            # A new line in a mail address is CR LF (RFC 6068).
            body = quote(message.text.replace("\n", "\r\n"), safe="")
            subject = quote(message.subject, safe="")
            written = f"mailto:?subject={subject}&body={body}".encode("ascii")
            QDesktopServices.openUrl(QUrl.fromEncoded(written))

    def _save(self) -> None:
        message = self.written()
        if message is not None:
            self.saving.emit([message])

    def _save_all(self) -> None:
        self.saving.emit(list(self._messages.values()))
