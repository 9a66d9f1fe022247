"""Inlezen (14): a file is read and shown; only then, in one step, taken over or left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
)
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services import importing
from meedoenbalie.services.importing import Column, ImportKind, ImportReport, Preview
from meedoenbalie.ui.dropped import dropped_file
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.import_wizard import reading
from meedoenbalie.ui.pages.import_wizard.check_pane import CheckPane
from meedoenbalie.ui.pages.import_wizard.drop_area import DropArea
from meedoenbalie.ui.pages.import_wizard.rows import Outcome
from meedoenbalie.ui.pages.import_wizard.source_pane import SourcePane
from meedoenbalie.ui.pages.import_wizard.work import ImportWork
from meedoenbalie.ui.shapes.form import FormPage
from meedoenbalie.ui.shortcuts import inside
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.notices import EmptyState, Notice, Tone
from meedoenbalie.ui.widgets.stack import Stack
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Text

_PAGE_OF = {
    ImportKind.RESIDENTS: "residents",
    ImportKind.OFFERS: "offers",
    ImportKind.REFERRALS: "referrals",
}


class ImportPage(FormPage):
    """Nothing is stored before the user takes the rows over; leaving leaves nothing behind."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, reading.title_of(ImportKind.RESIDENTS))
        self.work = ImportWork(shell, self)
        self.cancel_button = Button(_("&Annuleren"), on_click=self._cancel)
        self.head.add_action(self.cancel_button)
        self.source = SourcePane(reading.kind_names())
        self.add_steps().body.addWidget(self.source)
        self.form.add_top(self._made_notice())
        self.first_drop = DropArea(
            _(
                "Sleep hier een bestand: CSV, Excel (.xlsx), LibreOffice (.ods) of HSDS (.json). "
                "Er wordt nog niets opgeslagen."
            )
        )
        self.check = CheckPane()
        self._done = EmptyState("", _("Naar de &lijst"), self._go_to_list, "check")
        self._middle = Stack()
        for widget in (self.first_drop, self.check, self._done):
            self._middle.addWidget(widget)
        self.form.set_middle(self._middle)
        self._build_footer()
        self.setAcceptDrops(True)
        self._connect()
        self._begin(ImportKind.RESIDENTS)

    def _made_notice(self) -> QWidget:
        self.notice = Notice("")
        self._notice_box = Surface("surface")
        around = QVBoxLayout(self._notice_box)
        margin = theme().px(theme().tokens.space.panel_padding)
        around.setContentsMargins(margin, margin, margin, 0)
        around.addWidget(self.notice)
        return self._notice_box

    def _build_footer(self) -> None:
        self.list_button = Button(
            _("Lijst van geweigerde &rijen…"), "file-output", on_click=self._ask_where_to_list
        )
        self.footer.add_left(self.list_button)
        self._state = Text("", "caption", "ink2")
        self.footer.add_right(self._state)
        self.all_button = Button(
            _("Alles of &niets"), on_click=lambda: self.work.store(all_or_nothing=True)
        )
        self.footer.add_right(self.all_button)
        self.take_button = Button(
            "", "check", "primary", lambda: self.work.store(all_or_nothing=False)
        )
        self.footer.add_right(self.take_button)

    def _connect(self) -> None:
        work = self.work
        work.changed.connect(self._show_footer)
        work.previewed.connect(self._show)
        work.stored.connect(self._stored)
        work.listed.connect(self._listed)
        work.unreadable.connect(self._unreadable)
        work.undone.connect(lambda text: self._say(_("Niets overgenomen."), text))
        work.stopped.connect(self._stopped)
        self.source.kind.activated.connect(lambda _place: self._kind_chosen())
        self.source.mapped.connect(work.map_column)
        self.source.shape.chosen.connect(work.reshape)
        self.source.shape.forgotten.connect(work.guess_anew)
        self.source.other.clicked.connect(self._choose_file)
        self.first_drop.chosen.connect(self._choose_file)
        self.check.corrected.connect(work.correct)
        self.check.left_out.connect(work.leave_out)
        doubles = self.check.doubles
        work.doubles.connect(doubles.show_doubles)
        doubles.same.connect(work.same_person)
        doubles.two.connect(work.two_persons)
        doubles.out.connect(lambda double: work.leave_out(double.line))
        inside(self, "F3", _("volgend probleem"), lambda: self.check.next_problem(1))
        inside(self, "Shift+F3", _("vorig probleem"), lambda: self.check.next_problem(-1))

    def open_target(self, target: object) -> None:
        """Begin with a kind of file: ``residents``, ``offers``, ``referrals`` or ``lessons``.

        A file of that kind that is being looked at stays.
        """
        if not isinstance(target, str) or self.work.busy():
            return
        kind = ImportKind(target)
        if kind is not self.work.kind or self._middle.currentWidget() is not self.check:
            self._begin(kind)

    def panes(self) -> tuple[QWidget, ...]:
        """Return head, source and check."""
        return tuple(part for part in (self.head, self.steps, self.form) if part is not None)

    def read(self, path: Path) -> None:
        """Read a file and show what would happen; nothing is stored."""
        if not self.work.busy():
            self._notice_box.hide()
            self.source.show_name(path.name)
            self._tell_nothing_yet()
            self.work.read(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one local file, and nothing else; not while something is being done."""
        if dropped_file(event.mimeData()) is not None and not self.work.busy():
            self.first_drop.set_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self.first_drop.set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file."""
        self.first_drop.set_over(False)
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.read(path)

    def _begin(self, kind: ImportKind) -> None:
        """Be ready for a file."""
        self.work.begin(kind)
        self.source.kind.set_value(kind)
        self.source.show_nothing()
        self.head.set_title(reading.title_of(kind))
        self._tell_nothing_yet()
        self._notice_box.hide()
        self._middle.setCurrentWidget(self.first_drop)
        self._show_footer()

    def _tell_nothing_yet(self) -> None:
        site = self.shell.site if self.work.kind is ImportKind.RESIDENTS else None
        nothing = _("er is nog niets overgenomen")
        self.head.set_subtitle(
            _("voor {site} · {state}").format(site=site.name, state=nothing) if site else nothing
        )

    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self,
            _("Bestand kiezen"),
            "",
            _("Lijsten (*.csv *.xlsx *.xlsm *.ods *.json *.txt);;Alle bestanden (*)"),
        )
        if chosen:
            self.read(Path(chosen))

    def _kind_chosen(self) -> None:
        path = self.work.path
        self._begin(ImportKind(str(self.source.kind.value())))
        if path is not None:
            self.read(path)

    def _show(self, preview: Preview) -> None:
        kind, path = self.work.kind, self.work.path
        if path is None:
            return
        self._notice_box.hide()
        self.source.show_file(
            reading.recognised(path, preview), preview.columns, importing.fields_of(kind)
        )
        report = preview.report
        counts: dict[Outcome, int] = {
            "refused": report.rejected,
            "warned": report.warned,
            "good": report.accepted - report.warned,
        }
        self._middle.setCurrentWidget(self.check)
        rows = reading.preview_rows(preview)
        few = not self.check.has_room()
        shown = reading.shown_columns(kind, preview.columns, rows, few=few)
        self.check.show_rows(rows, shown, counts)
        self._show_footer()

    def _unreadable(self, text: str, columns: tuple[Column, ...]) -> None:
        if self.work.path is not None:
            found = reading.unrecognised(self.work.path, self.work.options.shape)
            self.source.show_file(found, columns, importing.fields_of(self.work.kind))
        self._say(_("Dit bestand kan niet ingelezen worden."), text)
        self._middle.setCurrentWidget(self.first_drop)
        self._show_footer()

    def _stopped(self) -> None:
        self._say(_("Gestopt."), _("Er is niets overgenomen."), "info")
        if self.work.preview is None:
            self._middle.setCurrentWidget(self.first_drop)

    def _stored(self, report: ImportReport) -> None:
        if not report.stored:
            self._say(_("Niets overgenomen."), _why_nothing(report))
            return
        taken, refused = report.accepted, report.rejected
        text = ngettext("{n} rij overgenomen", "{n} rijen overgenomen", taken).format(n=taken)
        if refused:
            text = _("{taken}, {n} geweigerd").format(taken=text, n=refused)
        self._done.set_sentence(f"{text}.")
        self._done.button.setVisible(self.shell.has(_PAGE_OF.get(self.work.kind, "")))
        self.source.show_name(self.work.path.name if self.work.path else "")
        self._middle.setCurrentWidget(self._done)
        self.head.set_subtitle(text)
        self._notice_box.hide()
        self._show_footer()
        self.shell.saved(text, report.changed)

    def _listed(self, target: Path) -> None:
        self.shell.say(_("Lijst bewaard: {name}").format(name=target.name))

    def _ask_where_to_list(self) -> None:
        if self.work.path is None:
            return
        name = _("{name} geweigerd.csv").format(name=self.work.path.stem)
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Lijst van geweigerde rijen"), name, _("CSV (*.csv)")
        )
        if chosen:
            self.work.list_refused(Path(chosen))

    def _show_footer(self) -> None:
        busy, preview = self.work.busy(), self.work.preview
        checked = preview is not None and self._middle.currentWidget() is self.check
        report = preview.report if preview is not None else ImportReport()
        self.footer.setVisible(busy or report.rejected > 0 or checked)
        self.take_button.setText(
            ngettext("{n} rij &overnemen", "{n} rijen &overnemen", report.accepted).format(
                n=report.accepted
            )
        )
        for button in (self.take_button, self.all_button):
            button.setVisible(checked)
            button.enable()
            if not report.accepted:
                button.disable(_("Er is geen goede rij om over te nemen."))
        self.list_button.setVisible(report.rejected > 0)
        self.list_button.enable()
        for button in (self.take_button, self.all_button, self.list_button):
            if busy:
                button.disable(_("Wacht tot het klaar is, of stop het."))
        self._state.setText(_("Bezig…") if busy else "")
        over = self._middle.currentWidget() is self._done
        self.cancel_button.setText(
            _("&Stoppen") if busy else _("&Sluiten") if over else _("&Annuleren")
        )

    def _say(self, strong: str, rest: str, tone: Tone = "danger") -> None:
        self.notice.set_message(strong, rest)
        self.notice.set_tone(tone)
        self._notice_box.show()

    def _cancel(self) -> None:
        if self.work.busy():
            self.work.stop()
            return
        self._begin(self.work.kind)
        self.shell.back()

    def _go_to_list(self) -> None:
        kind = self.work.kind
        self._begin(kind)
        self.shell.go(_PAGE_OF[kind])


def _why_nothing(report: ImportReport) -> str:
    if not report.accepted:
        return _("Er is geen goede rij in dit bestand.")
    return ngettext(
        "{n} rij is geweigerd. Verbeter die, of neem alleen de goede rijen over.",
        "{n} rijen zijn geweigerd. Verbeter die, of neem alleen de goede rijen over.",
        report.rejected,
    ).format(n=report.rejected)
