"""Lessons by phase at the left, the chosen one beside it, and the PDF from the head (09)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from meedoenbalie.domain.edition_differences import Difference
from meedoenbalie.domain.lessons import LearnedLesson, LessonPhase, in_outline
from meedoenbalie.i18n import _, ngettext
from meedoenbalie.i18n.guide_checks import open_check
from meedoenbalie.i18n.markup_words import spots
from meedoenbalie.i18n.outside import differs_lines
from meedoenbalie.services import comparing, handreiking, lessons, messages
from meedoenbalie.services.changes import lesson_changes
from meedoenbalie.services.desk import Done
from meedoenbalie.services.drafts import DraftKind
from meedoenbalie.services.handreiking import OpenCheck, PrintedGuide
from meedoenbalie.services.lessons import NamesSomebody, NotPrintable
from meedoenbalie.ui.drafts import DraftKeeper, DraftTarget
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.changes_view import ChangesFold
from meedoenbalie.ui.pages.edition_differences import DifferencesView, counted
from meedoenbalie.ui.pages.handreiking.figures import LessonFigures
from meedoenbalie.ui.pages.handreiking.learned_here import LearnedHere
from meedoenbalie.ui.pages.handreiking.lesson_form import LessonForm
from meedoenbalie.ui.pages.handreiking.lesson_list import LessonList
from meedoenbalie.ui.pages.handreiking.pointed_out import PointedOut
from meedoenbalie.ui.pages.handreiking.preview import ChapterPreview
from meedoenbalie.ui.pages.outcome import Outcome
from meedoenbalie.ui.pages.saved_file import ask_where, documents, made_notice
from meedoenbalie.ui.shapes.list_detail import ListDetailPage
from meedoenbalie.ui.shapes.panes import Footer
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.notices import EmptyState, Notice
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Line, Text

KEY = "handreiking"
_NEW = "new"
_SHOWS = frozenset(
    {"learned_lesson", "lesson_figure", "referral", "referral_event", "information_given"}
)


@dataclass(frozen=True, slots=True)
class Made:
    """A handreiking that was written, and what is other than in the one that stood there."""

    file: Path
    printed: PrintedGuide
    changes: tuple[Difference, ...] | None


class HandreikingPage(ListDetailPage):
    """Write lessons, bring them to published, and make the guide."""

    shows_others = False

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, KEY, _("Handreiking"), _("Meedoen met MDT"), list_width=280)
        self._lessons: list[LearnedLesson] = []
        self._checks: tuple[OpenCheck, ...] = ()
        self._chosen: UUID | None = None
        self._then: Callable[[], None] | None = None
        self._writing = False
        self.make = Button(_("&PDF maken"), "file-down", "primary", self._make_pdf)
        self.sheet = Button(_("&Tien lessen…"), "newspaper", on_click=self._make_sheet)
        if shell.has("taken_lessons"):
            self.head.add_action(
                Button(_("Van &andere azc’s"), "layers", on_click=lambda: shell.go("taken_lessons"))
            )
        compare = _("Wat is er anders dan in een eerdere?")
        self.compare = Button(compare, "git-compare", on_click=self._ask_earlier, icon_only=True)
        self.head.add_action(self.compare)
        self.head.add_action(self.sheet)
        self.head.add_action(self.make)
        self._fill_list_pane()
        self._fill_detail()
        self.preview = ChapterPreview(shell, self._typed_lesson)
        self.add_pane(self.preview, 262, 346)
        self.form.edited.connect(self.preview.changed)

    def shown(self) -> None:
        self._read()

    def refresh(self, changed: Changes) -> None:
        if _SHOWS & changed:
            self._read()

    def open_target(self, target: object) -> None:
        """Show the lesson with that id, or go on with a new one."""
        if isinstance(target, UUID):
            self._want(target)
        elif isinstance(target, LearnedHere):
            self._begin_in(target)
        elif target is not None:
            self._begin_new()
            self.keeper.follow(wanted=target.id if isinstance(target, DraftTarget) else None)

    def place(self) -> object:
        """Return the lesson on the screen."""
        return _NEW if self._writing and self._chosen is None else self._chosen

    def print_document(self) -> bool:
        self.make.click()
        return True

    def unsaved(self) -> bool:
        return self._writing and bool(self.form.changed())

    def _fill_list_pane(self) -> None:
        now = theme()
        bar = Surface("bar")
        row = QHBoxLayout(bar)
        pad = now.px(now.tokens.space.panel_padding)
        row.setContentsMargins(pad, now.px(8), pad, now.px(8))
        row.addWidget(Text(_("Geleerde lessen"), "body_strong"))
        self._count = Text("", "body", "ink2")
        row.addWidget(self._count)
        row.addStretch(1)
        self.add = Button(_("&Les"), "plus", on_click=self._begin, small=True)
        self.add.setAccessibleName(_("Les toevoegen"))
        row.addWidget(self.add)
        self.list.add_top(bar)
        self.lessons = LessonList()
        self.lessons.wanted.connect(self._want)
        self.lessons.moved.connect(self._move)
        self.list.body.addWidget(self.lessons)

    def _fill_detail(self) -> None:
        self._outcome = Outcome()
        self.detail.body.addLayout(self._outcome)
        self._compared = QVBoxLayout()
        self.detail.body.addLayout(self._compared)
        self._open_checks = Notice("", "", "attention")
        self._open_checks.hide()
        self.detail.body.addWidget(self._open_checks)
        self._empty = EmptyState(
            _("Nog geen lessen. Schrijf op wat er gebeurde en wat werkte."),
            _("Eerste les &schrijven"),
            self._begin,
            "notebook-text",
        )
        self._empty.hide()
        self.detail.body.addWidget(self._empty, 1)
        self.form = LessonForm(self.shell.desk.clock.today())
        self.form.edited.connect(self._edited)
        self.keeper = DraftKeeper(
            self.shell,
            DraftKind.LESSON,
            self,
            typed=lambda: self.form.typed() if self._writing else {},
            put=self.form.put,
            reset=self._put_back,
        )
        self.form.edited.connect(self.keeper.changed)
        self.detail.body.addWidget(self.keeper.notice)
        self.form.hide()
        self.detail.body.addWidget(self.form)
        self._who = Text("", "caption", "ink2", wrap=True)
        self._who.hide()
        self.detail.body.addWidget(self._who)
        self.pointed = PointedOut()
        self.detail.body.addWidget(self.pointed)
        self.figures = LessonFigures(self.shell)
        self.figures.hide()
        self.detail.body.addWidget(self.figures)
        self._history = QVBoxLayout()
        self.detail.body.addLayout(self._history)
        self.detail.body.addStretch(1)
        self._footer = Footer()
        self._undo = Button(_("&Terugzetten"), "undo-2", on_click=self._put_back)
        self._footer.add_left(self._undo)
        self._error = Text("", "body", "danger", wrap=True)
        self._footer.add_left(self._error)
        self.save = Button(_("&Opslaan"), "check", "primary", self._save)
        self._footer.add_right(self.save)
        self.detail.add_bottom(self._footer)
        self._footer.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the page beside the form when there is room for three panes."""
        super().resizeEvent(event)
        now = theme()
        wide = now.em(self.width()) >= now.tokens.breakpoints_em.three_panes
        if wide is self.preview.isHidden():
            self.show_pane(self.preview, wide)
            self.preview.make()

    def _typed_lesson(self) -> tuple[UUID | None, Mapping[str, Any]] | None:
        return (self._chosen, self.form.values()) if self._writing else None

    def _read(self) -> None:
        desk = self.shell.desk

        def read() -> tuple[list[LearnedLesson], tuple[OpenCheck, ...]]:
            checks = handreiking.open_checks(handreiking.guide_of_desk(desk))
            return lessons.find_lessons(desk), checks

        self.shell.tasks.read(read, self._show, self._failed, key=KEY)

    def _show(self, found: tuple[list[LearnedLesson], tuple[OpenCheck, ...]]) -> None:
        self._lessons, self._checks = found
        self._count.setText(str(len(self._lessons)))
        self.make.setText(_("&PDF maken (Concept)") if self._checks else _("&PDF maken"))
        self._show_checks()
        known = {lesson.id for lesson in self._lessons}
        if not self._writing and self._chosen not in known:
            self._chosen = next((lesson.id for lesson in in_outline(self._lessons)), None)
        self.lessons.show_lessons(self._lessons, self._chosen)
        if not self.unsaved() and not (self._writing and self._chosen is None):
            self._show_lesson()

    def _show_checks(self) -> None:
        number = len(self._checks)
        strong = ngettext("{n} controle open:", "{n} controles open:", number).format(n=number)
        words = " ".join(open_check(check) for check in self._checks)
        rest = _("{words} Tot die dicht zijn, staat op elke bladzijde Concept.").format(words=words)
        self._open_checks.set_message(strong, rest)
        self._open_checks.setVisible(bool(number))

    def _show_lesson(self) -> None:
        lesson = self._lesson()
        self._writing = lesson is not None
        self._empty.setVisible(lesson is None)
        self.form.setVisible(lesson is not None)
        self._footer.setVisible(lesson is not None)
        if lesson is not None:
            self.form.fill(lesson, lesson.phase)
            self.keeper.follow(str(lesson.id), version=lesson.version)
        self.figures.show_lesson(lesson.id if lesson else None)
        self.pointed.clear()
        self._who.setText(_who(lesson) if lesson is not None else "")
        self._who.setVisible(bool(self._who.text()))
        self._show_history(lesson)
        self._edited()
        self.preview.make()

    def _show_history(self, lesson: LearnedLesson | None) -> None:
        clear_layout(self._history)
        if lesson is not None:
            desk, lesson_id = self.shell.desk, lesson.id
            changes = ChangesFold(self.shell)
            changes.about(lambda: lesson_changes(desk, lesson_id))
            self._history.addWidget(changes)

    def _lesson(self) -> LearnedLesson | None:
        return next((lesson for lesson in self._lessons if lesson.id == self._chosen), None)

    def _want(self, wanted: UUID) -> None:
        """Show another lesson; what was typed in this one is saved first."""
        if self.unsaved():
            self._then = lambda: self._want(wanted)
            self._save()
            return
        self._chosen = wanted
        self.lessons.choose(wanted)
        self._show_lesson()
        self.show_detail()

    def _move(self, lesson: UUID, phase: LessonPhase, before: UUID | None) -> None:
        """Put a lesson elsewhere; what was typed in one is saved first."""
        if self.unsaved():
            self._then = lambda: self._move(lesson, phase, before)
            self._save()
            return
        desk = self.shell.desk
        self.shell.tasks.write(
            lambda: lessons.move_lesson(desk, lesson, phase, before), self._moved, self._failed
        )

    def _moved(self, done: Done[LearnedLesson]) -> None:
        self.shell.saved(
            _("Les verplaatst: {number}").format(number=done.result.number), done.changed
        )

    def _begin(self) -> None:
        """Begin a new lesson, in the phase of the one on the screen."""
        if self.unsaved():
            self._then = self._begin
            self._save()
            return
        self._begin_new()
        self.keeper.follow()

    def _begin_in(self, learned: LearnedHere) -> None:
        """Begin a lesson at the moment it is learned; what was typed in another is saved first."""
        if self.unsaved():
            self._then = lambda: self._begin_in(learned)
            self._save()
            return
        self._begin_new()
        self.form.phase.set_value(learned.phase)
        self.keeper.follow(restore=False)
        self.form.situation.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_new(self) -> None:
        self.keeper.leave()
        lesson = self._lesson()
        self._chosen = None
        self._writing = True
        self.lessons.choose(None)
        self._empty.hide()
        self.form.fill(None, lesson.phase if lesson else LessonPhase.INTAKE)
        self.form.show()
        self.figures.show_lesson(None)
        self.pointed.clear()
        self._who.hide()
        self._show_history(None)
        self._footer.show()
        self._edited()
        self.show_detail()
        self.form.tip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self) -> None:
        self._error.setText("")
        changed = bool(self.form.changed())
        if changed or self._chosen is None:
            self.save.enable()
        else:
            self.save.disable(_("Alles is opgeslagen"))
        self._undo.setVisible(changed)

    def _put_back(self) -> None:
        lesson = self._lesson()
        self.form.fill(lesson, lesson.phase if lesson else LessonPhase.INTAKE)
        self._edited()

    def _save(self) -> None:
        desk, chosen, site = self.shell.desk, self._chosen, self.shell.site
        changed, values = self.form.changed(), self.form.values()
        nobody = self.pointed.nobody

        def write() -> Done[LearnedLesson]:
            if chosen is not None:
                return lessons.change_lesson(desk, chosen, nobody=nobody, **changed)
            name = site.name if site else ""
            return lessons.add_lesson(desk, nobody=nobody, site_name=name, **values)

        self.save.disable(_("Bezig met opslaan…"))
        self.shell.tasks.write(write, self._saved, self._refused)

    def _saved(self, done: Done[LearnedLesson]) -> None:
        self.form.show_problems({})
        self.pointed.clear()
        self.form.saved()
        self.keeper.done()
        self._chosen, self._writing = done.result.id, False
        self.shell.saved(
            _("Les opgeslagen: {number}").format(number=done.result.number), done.changed
        )
        then, self._then = self._then, None
        if then is not None:
            then()

    def _refused(self, error: Exception) -> bool:
        self.save.enable()
        self._then = None
        self.lessons.choose(self._chosen)
        problems = messages.field_problems(error)
        if problems:
            self.form.show_problems(problems)
            self._error.setText(_("Nog niet opgeslagen. Kijk de rode velden na."))
            return True
        if isinstance(error, NamesSomebody):
            self.pointed.show_found(error.found)
            self.form.show_problems(self.pointed.problems())
        if isinstance(error, NotPrintable):
            self.form.show_problems({name: spots(found) for name, found in error.found.items()})
        text = messages.explain(error)
        self._error.setText(text or "")
        return text is not None

    def _make_pdf(self) -> None:
        out = ask_where(
            self,
            _("Handreiking opslaan"),
            documents() / "handreiking.pdf",
            _("PDF (*.pdf);;Word, om verder te schrijven (*.docx);;EPUB, voor telefoon (*.epub)"),
        )
        if out is None:
            return
        desk, demo = self.shell.desk, self.shell.demo

        def make() -> Made:
            # What is written over is the last edition that was made there.
            changes = comparing.since_if_there(desk, out)
            return Made(out, handreiking.print_handreiking(desk, out, demo=demo), changes)

        self.make.disable(_("De PDF wordt gemaakt"))
        self.shell.tasks.write(make, self._made, self._failed, label=_("Handreiking maken"))

    def _make_sheet(self) -> None:
        name = _("tien-lessen") + ".pdf"
        out = ask_where(self, _("Tien lessen opslaan"), documents() / name, _("PDF (*.pdf)"))
        if out is None:
            return
        desk, demo = self.shell.desk, self.shell.demo
        self.shell.tasks.write(
            lambda: handreiking.make_ten_lessons(handreiking.guide_of_desk(desk), out, demo),
            lambda _none: self._outcome.say(made_notice(_("Het blad is gemaakt."), out)),
            self._failed,
            label=_("Tien lessen maken"),
        )

    def _made(self, made: Made) -> None:
        self.make.enable()
        checks = made.printed.checks
        strong = _("Het concept is gemaakt.") if checks else _("De handreiking is gemaakt.")
        self._outcome.say(made_notice(strong, made.file, *differs_lines(made.printed.differs)))
        self.shell.say(_("Handreiking gemaakt: {name}").format(name=made.file.name))
        self._show_compared(made.changes)

    def _ask_earlier(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self,
            _("Een eerdere handreiking of editie"),
            str(documents()),
            _("Handreikingen en edities (*.pdf *.editie);;Alle bestanden (*)"),
        )
        if name:
            desk, file = self.shell.desk, Path(name)
            self.shell.tasks.read(
                lambda: comparing.since(desk, file),
                self._show_compared,
                self._failed,
                label=_("Edities worden vergeleken…"),
            )

    def _show_compared(self, changes: tuple[Difference, ...] | None) -> None:
        """Show what is other than in an earlier edition, above the lesson; None shows nothing."""
        clear_layout(self._compared)
        if changes is None:
            return
        words = _("Sinds de eerdere: {changes}.").format(changes=counted(changes))
        away = Button(
            _("Vergelijking sluiten"),
            "x",
            "quiet",
            lambda: self._show_compared(None),
            small=True,
            icon_only=True,
        )
        head = QHBoxLayout()
        head.addWidget(Text(words, "body_strong", wrap=True), 1)
        head.addWidget(away)
        self._compared.addLayout(head)
        self._compared.addWidget(DifferencesView(changes))
        self._compared.addWidget(Line())
        self.show_detail()

    def _failed(self, error: Exception) -> bool:
        self.make.enable()
        return self._outcome.explain(error)


def _who(lesson: LearnedLesson) -> str:
    """Say who wrote it and who reviewed it, as far as that is known."""
    parts = []
    if lesson.written_by:
        parts.append(_("Geschreven door {name}").format(name=lesson.written_by))
    if lesson.reviewed_by:
        parts.append(_("nagelezen door {name}").format(name=lesson.reviewed_by))
    text = " · ".join(parts)
    return text[:1].upper() + text[1:]
