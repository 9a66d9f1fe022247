"""Keeping what is half-typed (*Kladje*): two seconds after the last change, and at once on leaving.

A form owns a :class:`DraftKeeper`; the window finds all of them when it locks or closes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from meedoenbalie.i18n import _, formats
from meedoenbalie.services import drafts, messages
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.notices import Notice

if TYPE_CHECKING:
    from meedoenbalie.services.drafts import DraftKind, FormDraft, Typed
    from meedoenbalie.ui.page import Shell

PAUSE_MS = 2000
"""So long after the last change a form is kept."""


@dataclass(frozen=True, slots=True)
class DraftTarget:
    """Asks a page for one draft of something that isn't there yet, as Vandaag lists it."""

    id: UUID


@dataclass(slots=True)
class _Form:
    """Which form is on the screen, and what of it is kept."""

    about: str
    subject_id: UUID | None
    version: int
    id: UUID
    kept: dict[str, Any]
    stored: bool = False
    thrown_away: FormDraft | None = None


class DraftKeeper(QObject):
    """Keeps one form. ``notice`` says what came back; its place is up to the form.

    ``typed`` returns what differs from what is saved, by name of the input and as plain JSON, or
    nothing; ``put`` puts that back and ``reset`` shows what is saved. ``label`` names an input.
    """

    def __init__(
        self,
        shell: Shell,
        kind: DraftKind,
        parent: QObject,
        *,
        typed: Callable[[], dict[str, Any]],
        put: Callable[[Typed], object],
        reset: Callable[[], object],
        label: Callable[[str], str] = messages.field_label,
        begin_anew: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._kind = kind
        self._typed = typed
        self._put = put
        self._reset = reset
        self._label = label
        self._form: _Form | None = None
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.keep)
        self._throw = Button(_("Weggooien"), on_click=self._throw_or_put_back, small=True)
        buttons = [self._throw]
        if begin_anew is not None:
            self._anew = Button(_("Nieuw beginnen"), on_click=begin_anew, small=True)
            buttons.insert(0, self._anew)
        self.notice = Notice("", "", "info", *buttons)
        self.notice.hide()

    def follow(
        self,
        about: str = "",
        *,
        subject_id: UUID | None = None,
        version: int = 0,
        wanted: UUID | None = None,
        restore: bool = True,
    ) -> None:
        """Begin with a form that was just shown as it is saved; its newest draft comes back.

        ``wanted`` asks for one draft, and without ``restore`` the form stays as it is.
        """
        form = _Form(about, subject_id, version, uuid4(), {})
        self._form = form
        self.notice.hide()
        if not restore:
            return
        desk, kind = self._shell.desk, self._kind
        carried = self._shell.take_typed(kind, about, wanted)
        if carried is not None:
            # As soon as the form stands there: its page may still be making it.
            QTimer.singleShot(0, self, lambda: self._restore(form, carried))
            return
        self._shell.tasks.read(
            lambda: drafts.latest(desk, kind, about, wanted),
            lambda found: self._restore(form, found),
            self._not_kept,
        )

    def half_typed(self) -> FormDraft | None:
        """Return what is typed now as a draft, whether it could be kept or not; None: nothing."""
        form, typed = self._form, self._typed() if self._form is not None else {}
        return self._draft_of(form, typed) if form is not None and typed else None

    def target(self) -> DraftTarget | None:
        """Return what asks for this draft again; None when no form is on the screen."""
        return DraftTarget(self._form.id) if self._form is not None else None

    def rebase(self, version: int) -> None:
        """Hear that what is typed now stands on another version of the record."""
        if self._form is not None:
            self._form.version = version

    def changed(self, *_what: object) -> None:
        """Hear that something was typed: keep it when nothing more comes for two seconds."""
        if self._form is not None:
            self._timer.start()

    def keep(self) -> None:
        """Keep what is typed now, if it isn't kept already."""
        self._timer.stop()
        form = self._form
        if form is None:
            return
        typed = self._typed()
        if typed == form.kept:
            return
        form.kept, form.stored = typed, True
        desk, kind = self._shell.desk, self._kind
        self._shell.tasks.write(
            lambda: drafts.keep(
                desk,
                form.id,
                kind,
                typed,
                about=form.about,
                version=form.version,
                subject_id=form.subject_id,
            ),
            self._say_left_out,
            lambda error: self._keep_later(form, error),
            again=False,
        )

    def leave(self) -> None:
        """Keep what is typed; another form comes in its place."""
        self.keep()
        self._form = None

    def done(self) -> None:
        """Throw the draft away: it is saved, or nobody wants it."""
        self._timer.stop()
        form, self._form = self._form, None
        self.notice.hide()
        if form is not None and form.stored:
            self._drop(form)

    def _drop(self, form: _Form) -> None:
        form.kept, form.stored = {}, False
        desk, identifier = self._shell.desk, form.id
        self._shell.tasks.write(
            lambda: drafts.drop(desk, identifier), lambda _none: None, self._not_kept
        )

    def _restore(self, form: _Form, found: FormDraft | None) -> None:
        # Who began to type in the meantime goes on with that; the draft stays for later.
        if found is None or form is not self._form or not isValid(self) or self._typed():
            return
        self._take(form, found)

    def _take(self, form: _Form, found: FormDraft) -> None:
        self._put(found.typed)
        form.id, form.stored, form.thrown_away = found.id, True, None
        form.kept = self._typed()
        self._timer.stop()
        changed = bool(form.version and found.version and form.version != found.version)
        rest = _("De gegevens zijn sindsdien gewijzigd. Kijk ze na voor u opslaat.")
        self._say(
            _("Kladje van {moment} teruggezet.").format(moment=formats.moment(found.at)),
            rest if changed else "",
            _("Weggooien"),
        )
        self.notice.set_tone("attention" if changed else "info")

    def _throw_or_put_back(self) -> None:
        form = self._form
        if form is None:
            return
        if form.thrown_away is not None:
            self._take(form, form.thrown_away)
            form.kept = {}
            self.keep()
            return
        thrown = self._draft_of(form, self._typed())
        self._timer.stop()
        self._drop(form)
        self._reset()
        self._timer.stop()
        form.thrown_away = thrown
        self.notice.set_tone("info")
        self._say(_("Kladje weggegooid."), "", _("Toch terugzetten"))

    def _draft_of(self, form: _Form, typed: dict[str, Any]) -> FormDraft:
        desk = self._shell.desk
        who, when = desk.user.name, desk.clock.now()
        return drafts.FormDraft(
            form.id, who, self._kind, typed, when, form.about, form.version, form.subject_id
        )

    def _say_left_out(self, names: tuple[str, ...]) -> None:
        if not names or not isValid(self):
            return
        fields = ", ".join(self._label(name) for name in names)
        self.notice.set_tone("attention")
        self._say(
            _("{fields}: dit lijkt op een BSN. Dat mogen we niet bewaren.").format(fields=fields),
            _("Het staat niet in het kladje. Haal het getal weg; de rest blijft staan."),
            "",
        )

    def _say(self, strong: str, rest: str, button: str) -> None:
        self.notice.set_message(strong, rest)
        self._throw.setText(button)
        self._throw.setVisible(bool(button))
        self.notice.show()

    def _keep_later(self, form: _Form, error: Exception) -> bool:
        # What isn't kept is tried again with the next word, or when the server is back.
        form.kept = {}
        return self._not_kept(error)

    def _not_kept(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is not None:
            self._shell.say(_("Het kladje is niet bewaard. {why}").format(why=text))
        return text is not None


def keep_all(inside: QWidget) -> None:
    """Keep every half-typed form in a widget now."""
    for keeper in inside.findChildren(DraftKeeper):
        keeper.keep()


def typed_in(inside: QWidget) -> list[FormDraft]:
    """Return what is half-typed in every form in a widget that is about to go."""
    found = (keeper.half_typed() for keeper in inside.findChildren(DraftKeeper))
    return [draft for draft in found if draft is not None]
