"""Reads the coming lessons of an offer, and calls one off or adds one; Ctrl+Z takes it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from meedoenbalie.domain.lesson_days import Lesson
from meedoenbalie.domain.offers import Offer
from meedoenbalie.i18n import _, lesson_words
from meedoenbalie.services import messages, timetables
from meedoenbalie.services.desk import Done
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.offers.lessons import LessonList


class LessonActs(QObject):
    """Belongs to the list that it fills, and goes with it."""

    def __init__(self, shell: Shell, offer: Offer, shown: LessonList) -> None:
        super().__init__(shown)
        self._shell, self._offer, self._list = shell, offer, shown
        shown.cancelled.connect(self._cancel)
        shown.added.connect(self._add)

    def read(self) -> None:
        """Read the coming lessons."""
        desk, offer = self._shell.desk, self._offer
        self._shell.tasks.read(
            lambda: timetables.coming_lessons(desk, offer),
            self._list.show_lessons,
            self._refused,
            key="lessons",
        )

    def _cancel(self, lesson: Lesson) -> None:
        desk, offer = self._shell.desk, self._offer
        said = _("Afgezegd: {lesson}").format(lesson=lesson_words.lesson(lesson))
        self._write(lambda: timetables.cancel_lesson(desk, offer.id, lesson), said)

    def _add(self, lesson: Lesson) -> None:
        desk, offer = self._shell.desk, self._offer
        said = _("Gaat door: {lesson}").format(lesson=lesson_words.lesson(lesson))
        self._write(lambda: timetables.add_lesson_day(desk, offer.id, lesson), said)

    def _write(self, act: Callable[[], Done[Offer]], said: str) -> None:
        self._shell.tasks.write(
            act, lambda done: self._shell.saved(said, done.changed), self._refused
        )

    def _refused(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is not None:
            self._shell.say(text)
        return text is not None
