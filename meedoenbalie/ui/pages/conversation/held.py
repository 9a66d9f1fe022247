"""The talk that is held now: with whom, in which language, at which step, and what was told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QBoxLayout

from meedoenbalie.domain.offers import Provider
from meedoenbalie.domain.people import Resident
from meedoenbalie.i18n import _, formats
from meedoenbalie.i18n.talk import desk_texts, is_checked, talk_texts
from meedoenbalie.i18n.talk_questions import STEPS
from meedoenbalie.services.drafts import Typed
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.conversation.asks import Asking
from meedoenbalie.ui.pages.conversation.form import TalkForm
from meedoenbalie.ui.pages.conversation.side import SideOfSteps
from meedoenbalie.ui.pages.conversation.target import Newcomer
from meedoenbalie.ui.typed import with_typed

_ABOUT_THE_TALK = ("language", "pictures", "step", "begun_at")
"""What a draft keeps beside the answers."""


class HeldTalk:
    """One talk after another. ``form`` is there once the first question is asked.

    The form is made anew for another language, with every answer put back.
    """

    def __init__(
        self, shell: Shell, room: QBoxLayout, side: SideOfSteps, edited: Callable[[], object]
    ) -> None:
        self._shell, self._room, self._side, self._edited = shell, room, side, edited
        self.partners: Sequence[Provider] = ()
        self.form: TalkForm | None = None
        self.clear()

    def clear(self) -> None:
        """Forget this talk; nobody is there yet."""
        self._drop()
        self.language, self.pictures, self.step = "", False, 0
        self.begun_at: datetime = self._shell.desk.clock.now()
        self.resident: Resident | None = None
        self.newcomer = Newcomer()
        self._start: dict[str, Any] = {}

    @property
    def today(self) -> date:
        """The day of the desk."""
        return self._shell.desk.clock.today()

    def ask_in(self, language: str) -> None:
        """Ask in a language (ISO 639-3), or in that of the desk alone; every answer stays."""
        told = self.form.frozen() if self.form is not None else None
        self.language = language
        form = self._make()
        if told is not None:
            form.put(told)
            return
        self._fill(form)
        if self.resident is None:
            given: dict[str, Any] = {"given_name": self.newcomer.given_name}
            if language:
                given["languages"] = {"tags": [language], "line": ""}
            form.put(given)

    def typed(self) -> dict[str, Any]:
        """Return what was told that isn't recorded, as plain JSON; nothing when there is nothing.

        That a language was chosen is no reason for a draft.
        """
        if self.form is None:
            return {}
        told = with_typed(self._start, self.form.frozen())
        only_language = {"tags": [self.language], "line": ""}
        if told in ({}, {"languages": only_language}):
            return {}
        about = (self.language, self.pictures, self.step, self.begun_at.isoformat())
        return {**dict(zip(_ABOUT_THE_TALK, about, strict=True)), **told}

    def put(self, typed: Typed) -> None:
        """Put back what :meth:`typed` returned, at the step where it was left."""
        self.language = str(typed.get("language", ""))
        self.pictures = bool(typed.get("pictures", False))
        self.begun_at = _moment(typed.get("begun_at")) or self.begun_at
        step = typed.get("step", 0)
        self.step = step if isinstance(step, int) and 0 <= step < len(STEPS) else 0
        form = self._make()
        self._fill(form)
        form.put(typed)

    def put_back(self) -> None:
        """Show what is recorded, without what was told now."""
        self._drop()
        self.step = 0
        self.ask_in(self.language)

    def take_over(self, theirs: Resident) -> None:
        """Stand on what a colleague recorded in the meantime, with what was told here on top."""
        told = self.typed()
        self.resident = theirs
        self.put(told)

    def doubtful(self) -> str:
        """Return what is doubtful about the texts in this language, or an empty text."""
        if not self.language or is_checked(self.language):
            return ""
        name = formats.language_name(self.language)
        if talk_texts(self.language) is None:
            return _("{language}: nog geen vragen in deze taal").format(language=name)
        return _("{language}: nog niet nagekeken door een moedertaalspreker").format(language=name)

    def _fill(self, form: TalkForm) -> None:
        if self.resident is not None:
            form.fill(self.resident)
        self._start = form.frozen()

    def _make(self) -> TalkForm:
        self._drop()
        own = talk_texts(self.language) if self.language else None
        asking = Asking(desk_texts(), own, self.pictures, self._edited, self._shell.say)
        made = TalkForm(asking, self.today, self._shell.desk.user.name, self.partners)
        self._room.insertWidget(0, made, 1)
        self._side.show_texts(asking, self.doubtful())
        self.form = made
        return made

    def _drop(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.setParent(None)
            self.form.deleteLater()
            self.form = None


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None
