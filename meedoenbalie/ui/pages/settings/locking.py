"""Vergrendelen: when the window locks, and how long a copied text stays on the clipboard."""

from __future__ import annotations

from collections.abc import Iterable

from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services.desk import Done
from meedoenbalie.services.settings import Settings, change_settings, settings_of
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.settings.section import SectionCard
from meedoenbalie.ui.widgets.inputs import Choice
from meedoenbalie.ui.widgets.text import Text

_MINUTES = (1, 2, 5, 10, 15, 30)
_SECONDS = (10, 30, 60, 120, 300)


class LockingCard(SectionCard):
    """Three choices of this store; each is kept when it is made."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Vergrendelen"), "lock")
        self.minutes, self.seconds = Choice(), Choice()
        self.together = Choice([(_("ja"), True), (_("nee"), False)])
        self.add_setting(_("Vanzelf na"), self.minutes, _("wat u typte, blijft bewaard"))
        self.add_setting(
            _("Klembord leegmaken na"), self.seconds, _("als u iets uit een dossier kopieerde")
        )
        self.add_setting(_("Samen kijken uit na vergrendelen"), self.together)
        slower = _("Na een foute wachtzin duurt de volgende poging langer.")
        self.add(Text(slower, "caption", "ink2", wrap=True))
        for box in (self.minutes, self.seconds, self.together):
            box.activated.connect(lambda _number: self._save())
        self._show(Settings())

    def read(self) -> None:
        """Read the choices as they are stored."""
        desk = self.shell.desk
        self.shell.tasks.read(lambda: settings_of(desk), self._show, self.show_error, key="locking")

    def refresh(self, changed: Changes) -> None:
        """Show what somebody else chose, or what was undone."""
        if "settings" in changed:
            self.read()

    def _show(self, chosen: Settings) -> None:
        minutes, seconds = chosen.lock_after_minutes, chosen.clipboard_seconds
        _fill(self.minutes, ((_minutes(n), n) for n in sorted({*_MINUTES, minutes})), minutes)
        _fill(self.seconds, ((_seconds(n), n) for n in sorted({*_SECONDS, seconds})), seconds)
        self.together.set_value(chosen.together_off_on_lock)

    def _save(self) -> None:
        self.clear_error()
        desk = self.shell.desk
        values = {
            "lock_after_minutes": self.minutes.value(),
            "clipboard_seconds": self.seconds.value(),
            "together_off_on_lock": self.together.value(),
        }
        self.shell.tasks.write(lambda: change_settings(desk, **values), self._saved, self._failed)

    def _saved(self, done: Done[Settings]) -> None:
        if done.changed:
            minutes = _minutes(done.result.lock_after_minutes)
            self.shell.saved(_("Vergrendelen na {minutes}").format(minutes=minutes), done.changed)

    def _failed(self, error: Exception) -> bool:
        self.read()
        return self.show_error(error)


def _fill(box: Choice, options: Iterable[tuple[str, int]], chosen: int) -> None:
    box.clear()
    for text, value in options:
        box.addItem(text, value)
    box.set_value(chosen)


def _minutes(n: int) -> str:
    return ngettext("{n} minuut", "{n} minuten", n).format(n=n)


def _seconds(n: int) -> str:
    return ngettext("{n} seconde", "{n} seconden", n).format(n=n)
