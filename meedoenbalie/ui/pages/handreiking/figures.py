"""The figures of the lesson on the screen, and the form for one more."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from pydantic import ValidationError
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.domain.lesson_figures import LessonFigure
from meedoenbalie.domain.people import Site
from meedoenbalie.i18n import _, figure_words, formats
from meedoenbalie.services import lesson_figures, messages, registration
from meedoenbalie.services.desk import Done
from meedoenbalie.services.lesson_figures import SeenFigure
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.handreiking.figure_form import FigureForm
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.text import Text


class LessonFigures(QWidget):
    """Shows the figures of a lesson: live ones as they are now, frozen ones as they were."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._lesson: UUID | None = None
        self._sites: Sequence[Site] = ()
        self.form: FigureForm | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme().px(8), 0, 0)
        column.setSpacing(theme().px(10))
        head = QHBoxLayout()
        head.addWidget(Text(_("Cijfers"), "body_strong"), 1)
        self.begin = Button(_("Cijfer toe&voegen"), "plus", on_click=self._begin, small=True)
        head.addWidget(self.begin)
        column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme().px(10))
        column.addLayout(self._rows)
        self._form_place = QVBoxLayout()
        column.addLayout(self._form_place)

    def show_lesson(self, lesson_id: UUID | None) -> None:
        """Show the figures of a lesson that is kept; a new one has none yet."""
        if lesson_id != self._lesson:
            self._end()
        self._lesson = lesson_id
        self.setVisible(lesson_id is not None)
        self.read()

    def read(self) -> None:
        """Read the figures again."""
        lesson, desk = self._lesson, self._shell.desk
        if lesson is not None:
            self._shell.tasks.read(
                lambda: (registration.sites(desk), lesson_figures.figures_of(desk, lesson)),
                self._show,
                self._failed,
                key="lesson figures",
            )

    def _show(self, read: tuple[Sequence[Site], list[SeenFigure]]) -> None:
        self._sites, found = read
        clear_layout(self._rows)
        if not found:
            words = _("Nog geen cijfer. Een les met een cijfer overtuigt meer.")
            self._rows.addWidget(Text(words, "body", "ink2", wrap=True))
        for seen in found:
            self._rows.addWidget(self._row(seen))

    def _row(self, seen: SeenFigure) -> QWidget:
        figure = seen.figure
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(theme().px(2))
        if figure is None:
            return line
        words.addWidget(Text(figure.caption, "body_strong", wrap=True))
        said = figure_words.answer(seen.query, seen.counts)
        margins = figure_words.margins(seen.intervals)
        words.addWidget(Text(f"{said}. {margins}".strip(), "body", wrap=True))
        when = (
            _("telt mee tot de les is gepubliceerd")
            if figure.frozen_at is None
            else _("vastgelegd op {day}").format(day=formats.full_day(figure.frozen_at.date()))
        )
        about = f"{figure_words.told_first(seen.query)} · {when}"
        words.addWidget(Text(about, "caption", "ink2", wrap=True))
        if seen.refusal is not None:
            words.addWidget(Text(figure_words.refusal(seen.refusal), "body", "danger", wrap=True))
        row.addLayout(words, 1)
        away = Button(
            _("Cijfer weghalen"),
            "x",
            on_click=lambda: self._take_away(figure.id),
            small=True,
            icon_only=True,
        )
        row.addWidget(away)
        return line

    def _begin(self) -> None:
        if self.form is None:
            self.form = FigureForm(self._sites)
            self.form.asked.connect(self._ask)
            self.form.wanted.connect(self._add)
            self.form.cancelled.connect(self._end)
            self._form_place.addWidget(self.form)
        self.begin.hide()
        self.form.caption.setFocus()
        self._ask()

    def _end(self) -> None:
        clear_layout(self._form_place)
        self.form = None
        self.begin.show()

    def _ask(self) -> None:
        if self.form is None:
            return
        try:
            query = self.form.query()
        except ValidationError as error:
            self.form.show_wrong(error)
            return
        desk = self._shell.desk
        self._shell.tasks.read(
            lambda: lesson_figures.preview(desk, query),
            self._answered,
            self._failed,
            key="figure preview",
        )

    def _answered(self, seen: SeenFigure) -> None:
        if self.form is not None:
            self.form.show_answer(seen)

    def _add(self) -> None:
        lesson, form, desk = self._lesson, self.form, self._shell.desk
        if lesson is None or form is None:
            return
        caption = form.caption.text().strip()
        if not caption:
            form.caption_field.set_error(_("Schrijf in een paar woorden wat het cijfer zegt."))
            form.caption.setFocus()
            return
        query = form.query()
        self._shell.tasks.write(
            lambda: lesson_figures.add_figure(desk, lesson, caption, query),
            self._added,
            self._failed,
        )

    def _added(self, done: Done[LessonFigure]) -> None:
        self._end()
        self._shell.saved(_("Cijfer bij de les gezet"), done.changed)
        self.read()

    def _take_away(self, figure: UUID) -> None:
        desk = self._shell.desk
        self._shell.tasks.write(
            lambda: lesson_figures.take_away_figure(desk, figure), self._taken, self._failed
        )

    def _taken(self, done: Done[None]) -> None:
        self._shell.saved(_("Cijfer weggehaald"), done.changed)
        self.read()

    def _failed(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is None:
            return False
        if self.form is not None:
            problems = messages.field_problems(error)
            self.form.caption_field.set_error(problems.get("caption", text))
        return True
