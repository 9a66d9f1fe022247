"""The first screen (01): open the last desk, another one, a new one, or the demonstration."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from meedoenbalie.i18n import _
from meedoenbalie.ui.context import AppContext, OpenedDesk, RecentStore
from meedoenbalie.ui.pages.attempts_wait import AttemptsWait
from meedoenbalie.ui.pages.last_store import LastDesk, LastStore
from meedoenbalie.ui.pages.welcome_side import WaysBar, WelcomeSide, ways
from meedoenbalie.ui.shapes.panes import Pane
from meedoenbalie.ui.shortcuts import Shortcut
from meedoenbalie.ui.tasks import Tasks
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Choice, Field
from meedoenbalie.ui.widgets.layout import narrow
from meedoenbalie.ui.widgets.notices import EmptyState
from meedoenbalie.ui.widgets.passphrase import PassphraseEdit
from meedoenbalie.ui.widgets.text import Line, Text

if TYPE_CHECKING:
    from meedoenbalie.domain.server_place import ServerPlace
    from meedoenbalie.ui.pages.code_ways import CodeWays

_FORM_WIDTH = 420


class UnlockPage(QWidget):
    """Tiles at the left, the desk that was used last at the right. No page of a desk yet."""

    opened = Signal(OpenedDesk)
    new_wanted = Signal()
    server_wanted = Signal(object)
    """Somebody wants a desk on a server: the place that they begin with, or None."""

    def __init__(self, context: AppContext, tasks: Tasks, last: LastDesk | None = None) -> None:
        super().__init__()
        self._context = context
        self._tasks = tasks
        self._recent: Sequence[RecentStore] = context.recent()
        self._path: Path | None = None
        self._server: ServerPlace | None = None
        self._user = last.user if last is not None else ""
        self._codes: CodeWays | None = None
        self._painted = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        ways_in = ways(
            open_file=self._browse,
            make_new=self.new_wanted.emit,
            open_demo=self.open_demo,
            on_server=self._to_server if context.servers is not None else None,
        )
        for way in ways_in:
            Shortcut(self, way.keys, way.title, way.act)
        self._left = WelcomeSide(ways_in)
        row.addWidget(self._left)
        row.addWidget(Line(vertical=True))
        self._right = Pane(padding=0)
        self._bar = WaysBar(ways_in)
        self._bar.hide()
        self._right.add_top(self._bar)
        row.addWidget(self._right, 1)
        self._make_right()
        if last is not None and not last.demo:
            known = next((one for one in self._recent if one.path == last.path), None)
            self.choose(last.path, known)
        elif self._recent:
            self.choose(self._recent[0].path, self._recent[0])

    def choose(self, path: Path, known: RecentStore | None = None) -> None:
        """Offer to unlock the store at ``path``, or the one on a server that is known there."""
        self._path = path
        self._server = known.server if known is not None else None
        self._dress()
        title = known.title if known is not None else path.stem
        self._store.show_store(path, title, known)
        self._heading.setText(_("Ontgrendel {desk}").format(desk=title))
        self._name.clear()
        self._passphrase.clear()
        self._error("")
        self._restore.hide()
        self._nothing.hide()
        self._form.show()
        self._wait.look()
        if self._codes is not None:
            self._read_users()
        QTimer.singleShot(0, self._passphrase, self._passphrase.setFocus)

    def unlock(self) -> None:
        """Try the passphrase; the answer comes later."""
        path, server, user = self._path, self._server, str(self._name.value() or "")
        passphrase, servers = self._passphrase.text(), self._context.servers
        if path is None or self._busy.isVisible():
            return
        if self._wait.look():
            return
        # A server may ask for none.
        if not passphrase and server is None:
            self._error(_("Typ uw wachtzin."))
            return
        self._error("")
        self._set_busy(_("Bezig met ontgrendelen…"))

        def open_() -> OpenedDesk:
            if server is not None and servers is not None:
                return servers.open_store(server, passphrase)
            return self._context.open_store(path, user, passphrase)

        self._tasks.write(open_, self._done, self._failed)

    def passphrase_field(self) -> PassphraseEdit:
        """Return the field that the cursor starts in."""
        return self._passphrase

    # -- making -----------------------------------------------------------------------------

    def _make_right(self) -> None:
        now = theme()
        body = self._right.body
        self._nothing = EmptyState(
            _("Op deze computer staat nog geen balie. Maak er een, of kijk eerst in de demobalie."),
            _("&Nieuwe balie maken"),
            self.new_wanted.emit,
            "door-open",
        )
        body.addWidget(self._nothing, 1)
        self._form = QWidget()
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(14))
        column.addWidget(Text(_("Laatst gebruikt op deze computer"), "caption", "ink2"))
        self._store = LastStore(self._recent)
        self._store.chosen.connect(lambda store: self.choose(store.path, store))
        self._store.browse_wanted.connect(self._browse)
        column.addWidget(self._store)
        column.addSpacing(now.px(10))
        self._heading = Text("", "section")
        column.addWidget(self._heading)
        self._name = Choice()
        self._passphrase = PassphraseEdit()
        self._passphrase.returnPressed.connect(self.unlock)
        self._field = Field(_("&Wachtzin"), self._passphrase)
        for field in (Field(_("&Uw naam"), self._name), self._field):
            column.addLayout(narrow(field, now.px(_FORM_WIDTH)))
        act = QHBoxLayout()
        act.setSpacing(now.px(10))
        self._button = Button(_("&Ontgrendelen"), "lock-open", "primary", self.unlock)
        act.addWidget(self._button)
        act.addWidget(Text(_("Enter"), "caption", "ink2"))
        self._busy = Text("", "body", "ink2")
        self._busy.hide()
        act.addWidget(self._busy)
        self._wait = AttemptsWait(self._seconds_to_wait)
        self._wait.free.connect(self._button.setEnabled)
        act.addWidget(self._wait)
        act.addStretch(1)
        column.addLayout(act)
        self._restore = Button(_("Teru&gzetten uit back-up…"), on_click=self._put_back)
        self._restore.hide()
        column.addWidget(self._restore, 0, Qt.AlignmentFlag.AlignLeft)
        self._address = Button(_("A&dres of gebruiker wijzigen…"), on_click=self._to_server)
        self._address.hide()
        column.addWidget(self._address, 0, Qt.AlignmentFlag.AlignLeft)
        self._below = QVBoxLayout()
        self._below.setSpacing(now.px(14))
        column.addLayout(self._below)
        column.addStretch(1)
        self._form.hide()
        body.addWidget(self._form, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the rest when the first paint is over."""
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.complete)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for unlocking when the window is narrow: the tiles become small buttons."""
        super().resizeEvent(event)
        now = theme()
        narrow = now.em(self.width()) < now.tokens.breakpoints_em.two_panes
        self._left.setVisible(not narrow)
        self._bar.setVisible(narrow)
        side, top = (now.tokens.space.xl, 20) if narrow else (72, 52)
        margins = (now.px(side), now.px(top), now.px(side), now.px(28))
        self._right.body.setContentsMargins(*margins)

    def complete(self) -> None:
        """Add what the first paint does not wait for: names, and the way in with a code."""
        if self._codes is not None:
            return
        from meedoenbalie.ui.pages.code_ways import Chosen, CodeWays

        codes = CodeWays(
            self._context,
            self._tasks,
            lambda: Chosen(self._path, str(self._name.value() or "")),
        )
        codes.opened.connect(self._done)
        codes.busy.connect(self._set_busy)
        self._below.addWidget(codes)
        self._codes = codes
        self._dress()
        self._read_users()

    # -- acting -----------------------------------------------------------------------------

    def _dress(self) -> None:
        """Ask what a file needs, or a server."""
        on_server = self._server is not None
        self._field.set_label(_("&Wachtwoord op de server") if on_server else _("&Wachtzin"))
        self._address.setVisible(on_server)
        if self._codes is not None:
            self._codes.setVisible(not on_server)

    def _seconds_to_wait(self) -> int:
        if self._path is None:
            return 0
        server = self._server
        # On a server everybody's attempts count apart.
        return self._context.wait_of(self._path / server.user if server else self._path)

    def _to_server(self) -> None:
        self.server_wanted.emit(self._server)

    def _put_back(self) -> None:
        from meedoenbalie.ui.pages.restore_outside import RestoreOutside

        if self._path is not None:
            dialog = RestoreOutside(self._context, self._tasks, self._path, self)
            dialog.opened.connect(self._done)
            dialog.open()

    def _browse(self) -> None:
        folder = self._context.new_store_folder
        start = self._path.parent if self._path is not None and self._server is None else folder
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Balie openen"), str(start), _("Balie (*.meedoen *.db);;Alle bestanden (*)")
        )
        if chosen:
            self.choose(Path(chosen))

    def open_demo(self) -> None:
        """Open the demonstration; it is made first when there is none of today."""
        self._set_busy(_("De demobalie wordt gemaakt…"))
        job = self._tasks.work(
            self._context.open_demo,
            self._done,
            self._failed,
            label=_("De demobalie wordt gemaakt…"),
        )
        # Also when it is stopped, of which neither of the two above hears.
        job.finished.connect(lambda: self._set_busy(""))

    def _read_users(self) -> None:
        path = self._path
        if self._server is not None:
            # A server tells nobody who its users are.
            self._show_users((self._server.user,))
            self._show_newcomers(())
        elif path is not None:
            self._tasks.read(
                lambda: tuple(self._context.users_of(path)),
                self._show_users,
                self._failed,
                key="users",
            )
            self._tasks.read(
                lambda: tuple(self._context.newcomers_of(path)),
                self._show_newcomers,
                # What is wrong with the file was said by the other one.
                lambda error: self._context.explain(error) is not None,
                key="newcomers",
            )

    def _show_newcomers(self, names: tuple[str, ...]) -> None:
        if self._codes is not None:
            self._codes.show_newcomers(names)

    def _show_users(self, names: tuple[str, ...]) -> None:
        self._name.clear()
        for name in names:
            self._name.addItem(name, name)
        if self._user in names:
            self._name.set_value(self._user)

    def _done(self, opened: OpenedDesk) -> None:
        self._set_busy("")
        self._passphrase.clear()
        if self._codes is not None:
            self._codes.clear()
        self.opened.emit(opened)

    def _failed(self, error: Exception) -> bool:
        self._set_busy("")
        message = self._context.explain(error)
        if message is None:
            return False
        if self._passphrase.caps_lock:
            message = f"{message} " + _("Caps Lock staat aan.")
        self._error(message)
        self._restore.setVisible(
            self._server is None
            and self._context.restore is not None
            and self._context.asks_for_backup(error)
        )
        self._wait.look()
        self._passphrase.selectAll()
        self._passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _error(self, message: str) -> None:
        if self._path is not None:
            self._field.set_error(message)
        elif message:
            self._nothing.set_sentence(message)

    def _set_busy(self, text: str) -> None:
        self._busy.setText(text)
        self._busy.setVisible(bool(text))
        fields = (self._button, self._name, self._passphrase)
        for part in (*fields, self._left, self._bar, self._nothing):
            part.setEnabled(not text)
        if self._codes is not None:
            self._codes.set_ready(not text)
