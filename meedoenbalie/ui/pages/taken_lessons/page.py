"""Lessons of other azc's: an edition of the programme team, and what was tried here (09)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from meedoenbalie.domain.lessons import headline
from meedoenbalie.domain.markup import plain_line
from meedoenbalie.i18n import _, figure_words, labels, ngettext
from meedoenbalie.i18n.tried_words import result, tried_in
from meedoenbalie.services import editions
from meedoenbalie.services.desk import Done
from meedoenbalie.services.editions import Arrived, EditionLesson, TakenHere
from meedoenbalie.ui.dropped import dropped_file
from meedoenbalie.ui.memory import Memory
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.edition_differences import DifferencesView, counted
from meedoenbalie.ui.pages.outcome import Outcome
from meedoenbalie.ui.pages.saved_file import documents
from meedoenbalie.ui.pages.taken_lessons.tried_form import Said, TriedForm
from meedoenbalie.ui.shapes.list_detail import ListDetailPage
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import SearchBox
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.marked_text import MarkedText
from meedoenbalie.ui.widgets.notices import EmptyState, Notice
from meedoenbalie.ui.widgets.stack import Stack
from meedoenbalie.ui.widgets.text import Line, Text

KEY = "taken_lessons"
_SHOWS = frozenset({"taken_edition", "taken_lesson", "tried_lesson", "site", "learned_lesson"})


class TakenLessonsPage(ListDetailPage):
    """The lessons at the left by phase; the chosen one and *hier geprobeerd* beside it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, KEY, _("Lessen van andere azc’s"), list_width=420)
        self._found: TakenHere | None = None
        self._arrived: tuple[Path, Arrived] | None = None
        self.form: TriedForm | None = None
        self.take = Button(_("&Editie innemen…"), "folder-input", "primary", self._ask_file)
        self.head.add_action(self.take)
        self._outcome = Outcome()
        self.below_head.addLayout(self._outcome)
        self._model: TableModel[EditionLesson] = TableModel(
            (
                Column(_("Les"), lambda one: headline(one.tip, one.situation), strong=True),
                Column(_("Azc"), lambda one: one.site_name.removeprefix("azc "), 110),
                Column(_("Hier"), self._tried_text, 110),
            ),
            lambda one: one.name,
        )
        self.table = RowTable(self._model, _("Lessen van andere azc’s"))
        self.table.remember(Memory(shell.desk.user.id, "columns/taken_lessons"))
        self.table.selected.connect(lambda _id: self._show_lesson())
        self.table.clicked.connect(lambda _index: self.show_detail())
        self.table.opened.connect(lambda _id: self.show_detail())
        self.search = SearchBox(_("Zoek in lessen"), lambda _text: self._show_rows())
        bar, now = QWidget(), theme()
        row = QVBoxLayout(bar)
        row.setContentsMargins(now.px(14), now.px(9), now.px(14), now.px(9))
        row.addWidget(self.search)
        self.list.add_top(bar)
        self._nothing = EmptyState("", _("Editie &kiezen…"), self._ask_file, "notebook-text")
        self._middle = Stack()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self._nothing)
        self.list.set_middle(self._middle)
        self.setAcceptDrops(True)

    def shown(self) -> None:
        if self._found is None:
            self._read()

    def open_target(self, target: object) -> None:
        """Look at the edition in a file."""
        if isinstance(target, Path):
            self._look(target)

    def refresh(self, changed: Changes) -> None:
        if _SHOWS & changed:
            self._read()

    def search_field(self) -> QWidget:
        return self.search

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one local file."""
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the file."""
        file = dropped_file(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self._look(file)

    # -- an edition -------------------------------------------------------------------------

    def _ask_file(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self,
            _("Editie innemen"),
            str(documents()),
            _("Edities (*.editie);;Alle bestanden (*)"),
        )
        if name:
            self._look(Path(name))

    def _look(self, file: Path) -> None:
        desk = self.shell.desk
        self.shell.tasks.read(
            lambda: editions.look_at_edition(desk, file),
            lambda arrived: self._show_arrived(file, arrived),
            self._failed,
            label=_("Editie wordt bekeken…"),
        )

    def _show_arrived(self, file: Path, arrived: Arrived) -> None:
        self._arrived = (file, arrived)
        if not arrived.newer:
            rest = _("Er is niets veranderd.")
            self._outcome.say(Notice(_("Deze editie is er al, of er is een nieuwere."), rest))
            return
        strong = _("Editie {n}: {changes}.").format(
            n=arrived.number, changes=counted(arrived.changes)
        )
        rest = ""
        if arrived.compare:
            rest = _(
                "Vergelijk eerst de vingerafdruk met het programmateam: {code}. Klopt die niet? "
                "Neem de editie dan niet in."
            ).format(code=arrived.fingerprint)
        words = _("Vingerafdruk &klopt, innemen") if arrived.compare else _("&Innemen")
        act = Button(words, "check", "primary", self._take, small=True)
        self._outcome.say(Notice(strong, rest, "attention" if arrived.compare else "info", act))
        act.setFocus(Qt.FocusReason.OtherFocusReason)
        clear_layout(self.detail.body)
        self.form = None
        self.detail.body.addWidget(Text(_("Wat is er anders?"), "section"))
        self.detail.body.addWidget(DifferencesView(arrived.changes))
        self.detail.body.addStretch(1)
        self.show_detail()

    def _take(self) -> None:
        if self._arrived is None:
            return
        desk, (file, arrived) = self.shell.desk, self._arrived
        compared = arrived.fingerprint if arrived.compare else ""
        self.shell.tasks.write(
            lambda: editions.take_edition(desk, file, compared), self._taken, self._failed
        )

    def _taken(self, done: Done[int]) -> None:
        self._arrived = None
        self._outcome.clear()
        text = ngettext(
            "Ingenomen: {n} les van andere azc’s.",
            "Ingenomen: {n} lessen van andere azc’s.",
            done.result,
        )
        self.shell.saved(text.format(n=done.result), done.changed)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the lessons ------------------------------------------------------------------------

    def _read(self) -> None:
        desk, site = self.shell.desk, self.shell.site
        self.shell.tasks.read(
            lambda: editions.taken_here(desk, site.id if site is not None else None),
            self._show,
            self._failed,
            key=KEY,
        )

    def _show(self, found: TakenHere) -> None:
        self._found = found
        edition = found.edition
        self.head.set_subtitle(
            _("editie {n} · {lessons} lessen · {tried} hier geprobeerd").format(
                n=edition.number, lessons=len(found.lessons), tried=len(found.tried)
            )
            if edition is not None
            else ""
        )
        self._show_rows()

    def _show_rows(self) -> None:
        lessons = self._found.lessons if self._found is not None else ()
        words = self.search.text().casefold().split()
        shown = [one for one in lessons if all(word in _text_of(one) for word in words)]
        self._model.set_rows(shown)
        self._nothing.set_sentence(
            _("Geen les met deze woorden.")
            if lessons
            else _(
                "Nog geen lessen van andere azc’s. Vraag het programmateam om een editie en "
                "neem die in."
            )
        )
        self._nothing.button.setVisible(not lessons)
        self._middle.setCurrentWidget(self.table if shown else self._nothing)
        if self.table.current_id() is None and shown:
            self.table.select_id(shown[0].name)
        self._show_lesson()

    def _lesson(self) -> EditionLesson | None:
        lessons = self._found.lessons if self._found is not None else ()
        return next((one for one in lessons if one.name == self.table.current_id()), None)

    def _show_lesson(self) -> None:
        clear_layout(self.detail.body)
        self.form = None
        lesson, found = self._lesson(), self._found
        if found is None or lesson is None:
            return
        self.detail.body.addWidget(_told(lesson, found))
        self.detail.body.addWidget(Line())
        if self.shell.site is None:
            words = _("Kies een azc om vast te leggen wat er hier van kwam.")
            self.detail.body.addWidget(Text(words, "body", "ink2", wrap=True))
        else:
            tried = found.tried.get(lesson.name)
            self.form = TriedForm(self.shell.desk.clock.today(), tried, found.own)
            self.form.saved.connect(self._save)
            self.form.forgotten.connect(self._forget)
            self.detail.body.addWidget(self.form)
        self.detail.body.addStretch(1)

    def _save(self, said: Said) -> None:
        desk, site, lesson = self.shell.desk, self.shell.site, self._lesson()
        if site is None or lesson is None:
            return
        text = _("Vastgelegd: {result}").format(result=result(said.result))
        self.shell.tasks.write(
            lambda: editions.note_tried(
                desk,
                site.id,
                lesson.site,
                lesson.number,
                said.result,
                said.tried_on,
                said.note,
                said.against_id,
            ),
            lambda done: self.shell.saved(text, done.changed),
            self._failed,
        )

    def _forget(self) -> None:
        desk, lesson = self.shell.desk, self._lesson()
        tried = self._found.tried.get(lesson.name) if self._found and lesson else None
        if tried is not None:
            self.shell.tasks.write(
                lambda: editions.forget_tried(desk, tried.id),
                lambda done: self.shell.saved(_("Weggehaald"), done.changed),
                self._failed,
            )

    def _tried_text(self, lesson: EditionLesson) -> str:
        tried = self._found.tried.get(lesson.name) if self._found is not None else None
        return result(tried.result) if tried is not None else ""

    def _failed(self, error: Exception) -> bool:
        return self._outcome.explain(error)


def _text_of(lesson: EditionLesson) -> str:
    parts = (lesson.tip, lesson.situation, lesson.what_worked, lesson.evidence, lesson.site_name)
    return " ".join(map(plain_line, parts)).casefold()


def _told(lesson: EditionLesson, found: TakenHere) -> QWidget:
    """Return what the lesson says, how often it was tried, and what says the opposite."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme().px(6))
    column.addWidget(Text(headline(lesson.tip, lesson.situation), "section", wrap=True))
    phase = labels.lesson_phase(lesson.phase).capitalize()
    about = f"{phase} · {labels.working_element(lesson.element)} · {lesson.site_name}"
    column.addWidget(Text(about, "caption", "ink2", wrap=True))
    for name, text in (
        (_("Wat gebeurde er"), lesson.situation),
        (_("Wat werkte"), lesson.what_worked),
        (_("Let op"), lesson.mind),
        (_("Geldt voor"), lesson.holds_for),
        (_("Onderbouwing"), lesson.evidence),
    ):
        if text:
            column.addWidget(Text(name, "body_strong"))
            column.addWidget(MarkedText(text))
    for figure in lesson.figures:
        column.addWidget(Text(figure.caption, "body_strong", wrap=True))
        column.addWidget(Text(figure_words.as_published(figure), "body", wrap=True))
    told = tried_in(lesson.tried)
    if told:
        column.addWidget(Text(told, "body", "ink2", wrap=True))
    by_name = {one.name: one for one in found.lessons}
    for name in lesson.against:
        other = by_name.get(name)
        if other is not None:
            words = _("{site} zag het anders: ‘{tip}’").format(
                site=other.site_name, tip=headline(other.tip, other.situation)
            )
            column.addWidget(Text(words, "body", "warn", wrap=True))
    return box
