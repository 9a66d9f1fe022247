"""Below the list of residents: how many may stand in it twice, and the way to look."""

from __future__ import annotations

from meedoenbalie.i18n import _
from meedoenbalie.services import doubles
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.widgets.buttons import Button

_COUNTED = {"resident", "not_double"}


class DoublesLink(Button):
    """Is there when there is something to look at; in a large desk always, without a number."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(
            _("Mogelijke du&bbelen"), "users", "quiet", lambda: shell.go("doubles"), small=True
        )
        self._shell = shell
        self._count: int | None = 0
        self.hide()

    def read(self, changed: Changes = frozenset(_COUNTED)) -> None:
        """Count anew when something changed that counts; who looks along sees no number."""
        if "shared_view" in changed:
            self._show(self._count)
        if changed & _COUNTED and self._shell.has("doubles"):
            desk = self._shell.desk
            self._shell.tasks.read(
                lambda: doubles.how_many_doubles(desk), self._show, key="doubles link"
            )

    def _show(self, count: int | None) -> None:
        self._count = count
        self.setVisible(count != 0 and not self._shell.looking_along)
        name = _("Mogelijke du&bbelen")
        self.setText(name if count is None else f"{name} ({count})")
