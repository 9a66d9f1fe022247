"""Opslag en delen: where the store lies, how large it is, and what must not be done with it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QDesktopServices

from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services import people
from meedoenbalie.services.moving import Moved
from meedoenbalie.services.server_places import ServerPlace, address_of, place_of
from meedoenbalie.services.whereabouts import Whereabouts, whereabouts_of
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.settings.move_dialog import MovedDialog, MoveDialog
from meedoenbalie.ui.pages.settings.section import SectionCard
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import KeyValueGrid
from meedoenbalie.ui.widgets.text import Text


class StorageCard(SectionCard):
    """The two files of this store, or its database on a server."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Opslag en delen"), "database")
        self.facts = KeyValueGrid(name_width=96)
        self.add(self.facts)
        self.open_folder = Button(_("&Map openen"), "folder-open", on_click=self._open_folder)
        on_server = shell.desk.database.on_server
        self.to_server = Button(_("Naar een &server overzetten…"), "server", on_click=self._move)
        if shell.demo:
            self.to_server.disable(_("Dit is geen eigen balie."))
        elif not shell.desk.may(people.ADMINISTRATORS):
            self.to_server.disable(_("Dit mag alleen een beheerder."))
        if not on_server:
            self.add_buttons(self.open_folder, self.to_server)
        self.add(
            Text(
                _(
                    "Meer collega's werken hier tegelijk in. Wie de server beheert, versleutelt de "
                    "schijf. Een back-up maakt u bij Back-up."
                )
                if on_server
                else _(
                    "De twee bestanden horen bij elkaar. Zet ze niet op een netwerkschijf of in "
                    "een map die vanzelf gedeeld wordt: dan kan het bestand beschadigen. Eén "
                    "venster tegelijk kan deze balie openen."
                ),
                "caption",
                "ink2",
                wrap=True,
            )
        )

    def read(self) -> None:
        """Look where it lies."""
        desk = self.shell.desk
        place = place_of(desk)
        if place is not None:
            port = f":{place.port}" if place.port else ""
            self.facts.set_pairs(
                (
                    (_("Server"), f"{place.server}{port}"),
                    (_("Database"), place.database),
                    (_("Gebruiker"), place.user),
                )
            )
            return
        self.shell.tasks.read(
            lambda: whereabouts_of(desk), self._show, self.show_error, key="storage_card"
        )

    def refresh(self, changed: Changes) -> None:
        """Count the keys again when a user changed."""
        if "staff" in changed:
            self.read()

    def _show(self, found: Whereabouts) -> None:
        keys = ngettext("{n} gebruiker", "{n} gebruikers", found.users).format(n=found.users)
        if found.has_recovery:
            keys = _("{users} en de herstelcode").format(users=keys)
        if found.open_codes:
            codes = ngettext("{n} eenmalige code", "{n} eenmalige codes", found.open_codes)
            keys = f"{keys}, {codes.format(n=found.open_codes)}"
        self.facts.set_pairs(
            (
                (_("Bestand"), found.store.name),
                (_("Sleutels"), found.key_file.name),
                (_("Map"), str(found.store.parent)),
                (_("Grootte"), QLocale().formattedDataSize(found.size, 1)),
                (_("Te openen door"), keys),
            )
        )

    def _open_folder(self) -> None:
        folder = self.shell.desk.database.path.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _move(self) -> None:
        dialog = MoveDialog(self)
        dialog.ended.connect(lambda moved: self._moved(dialog.fields.place(), moved))
        dialog.open()

    def _moved(self, place: ServerPlace, moved: Moved) -> None:
        dialog = MovedDialog(self, moved)
        dialog.ended.connect(lambda _none: self._go_there(place))
        dialog.open()

    def _go_there(self, place: ServerPlace) -> None:
        words = _("Overgezet. Dit is de balie op de server.")
        self.shell.leave(words, address_of(place).beside)
