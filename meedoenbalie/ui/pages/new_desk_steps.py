"""The steps of making a desk: place and name, passphrase, recovery code, done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from meedoenbalie.domain.passphrases import PROVED_GROUPS
from meedoenbalie.i18n import _
from meedoenbalie.ui import recovery_sheet
from meedoenbalie.ui.pages.recovery import NewPassphrase
from meedoenbalie.ui.pages.site_fields import SiteFields
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import ErrorLine, Field
from meedoenbalie.ui.widgets.layout import narrow
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.passphrase import CodeGroups
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Icon, Text


class _Step(QWidget):
    def __init__(self, title: str, line: str) -> None:
        super().__init__()
        now = theme()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(now.px(14))
        self.column.addWidget(Text(title, "screen"))
        self.column.addWidget(Text(line, "body", "ink2", wrap=True))

    def start(self) -> None:
        """Called when the step comes on the screen."""


class PlaceStep(_Step):
    """Which azc, and who makes the desk."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("Locatie en uw naam"),
            _("Voor welk azc is deze balie, en wie bent u? U krijgt de eerste sleutel."),
        )
        self._folder = folder
        self._site = SiteFields()
        self._user = QLineEdit()
        self._user.setMaxLength(80)
        self._user_field = Field(_("&Uw naam"), self._user)
        for part in (self._site, self._user_field):
            self.column.addLayout(narrow(part, theme().px(420)))
        self.column.addStretch(1)

    def start(self) -> None:
        """Begin at the first field."""
        self._site.start()

    def check(self) -> bool:
        """Return whether all is there; say at the field what is not."""
        nameless = not self._user.text().strip()
        self._user_field.set_error(_("Vul uw naam in.") if nameless else "")
        if nameless:
            self._user.setFocus(Qt.FocusReason.OtherFocusReason)
        # Last, so that the first field that is wrong has the cursor.
        return self._site.check() and not nameless

    def values(self) -> tuple[Path, str, str, str]:
        """Return path of the store, code, name of the site and name of the user."""
        name = self._site.name()
        return (_free_path(self._folder, name), self._site.code(), name, self._user.text().strip())


class PhraseStep(_Step):
    """A passphrase, twice."""

    entered = Signal()

    def __init__(self, minimum: int) -> None:
        super().__init__(
            _("Uw wachtzin"),
            _("Met deze zin opent u de balie. Kies losse woorden die alleen u bij elkaar denkt."),
        )
        self._new = NewPassphrase(minimum)
        self._new.entered.connect(self.entered)
        self._error = ErrorLine()
        self.column.addLayout(narrow(self._new, theme().px(420)))
        self.column.addWidget(self._error)
        self.column.addStretch(1)

    def start(self) -> None:
        """Begin at the first field."""
        self._new.focus()

    def passphrase(self) -> str | None:
        """Return the passphrase, or None after saying what is wrong."""
        self._error.set_message("")
        return self._new.passphrase()

    def set_error(self, message: str) -> None:
        """Say why the store could not be made."""
        self._error.set_message(message)

    def clear(self) -> None:
        """Forget what was typed."""
        self._new.clear()


class CodeStep(_Step):
    """The recovery code: print it, and prove it by typing two groups back."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(
            _("Uw herstelcode"),
            _(
                "Alleen hiermee komt u binnen als iedereen de wachtzin vergeet. Wij hebben hem "
                "niet. Druk hem af en leg hem in de kluis van de locatie."
            ),
        )
        self._secret = ""
        self._site = ""
        now = theme()
        card = Surface("card")
        self._shown = QHBoxLayout(card)
        self._shown.setContentsMargins(now.px(24), now.px(16), now.px(24), now.px(16))
        self.column.addLayout(narrow(card, now.px(720)))
        row = QHBoxLayout()
        row.setSpacing(now.px(10))
        row.addWidget(Button(_("A&fdrukken"), "printer", "primary", self._print))
        row.addWidget(Button(_("Bewaren als &PDF…"), "file-down", on_click=self._save))
        self._sign = Icon("check", "ok", 14)
        self._said = Text("", "caption", "ink2")
        self._sign.hide()
        row.addWidget(self._sign)
        row.addWidget(self._said)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addSpacing(now.px(8))
        self.column.addWidget(Text(_("Controleer uw afdruk"), "body_strong"))
        why = _(
            "Typ het tweede en het vijfde groepje over. Zo weten we dat de code op papier staat."
        )
        self.column.addWidget(Text(why, "body", "ink2", wrap=True))
        proof = QHBoxLayout()
        self._groups = CodeGroups(PROVED_GROUPS, labels=True)
        self._groups.changed.connect(self._typed)
        proof.addWidget(self._groups)
        self._proved_sign = Icon("check", "ok")
        self._proved_sign.hide()
        proof.addWidget(self._proved_sign)
        proof.addStretch(1)
        self.column.addLayout(proof)
        self._error = ErrorLine()
        self.column.addWidget(self._error)
        warning = Notice(
            _("Bewaar de code niet op deze computer."),
            _("Wie het bestand én de code heeft, kan alles lezen."),
            "attention",
        )
        self.column.addLayout(narrow(warning, now.px(600)))
        self.column.addStretch(1)

    def set_code(self, code: str, site: str) -> None:
        """Show a code that was just made."""
        self._secret, self._site = code, site
        for number, group in enumerate(code.split("-"), start=1):
            shown = Text(group, "screen")
            shown.setAccessibleName(_("groepje {n}: {signs}").format(n=number, signs=group))
            shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._shown.addWidget(shown)

    def proved(self) -> bool:
        """Return whether the two groups were typed as they are."""
        groups = self._secret.split("-")
        wanted = "-".join(groups[number - 1] for number in PROVED_GROUPS) if self._secret else ""
        return bool(wanted) and self._groups.text() == wanted

    def typed(self) -> str:
        """Return the two groups as they were typed."""
        return self._groups.text()

    def _typed(self) -> None:
        wrong = self._groups.complete() and not self.proved()
        self._error.set_message(
            _("Dit staat niet op het blad. Kijk nog eens naar groepje 2 en 5.") if wrong else ""
        )
        self._proved_sign.setVisible(self.proved())
        self.changed.emit()

    def _print(self) -> None:
        if recovery_sheet.print_sheet(self._secret, self._site, self):
            self._say(_("afgedrukt om {time}"))

    def _save(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Bewaren als PDF"), _("herstelcode") + ".pdf", _("PDF (*.pdf)")
        )
        if not chosen:
            return
        try:
            recovery_sheet.write_sheet(self._secret, self._site, Path(chosen))
        except OSError:
            self._error.set_message(
                _("Bewaren lukte niet op deze plek. Kies een andere plek, of druk het blad af.")
            )
        else:
            self._say(_("bewaard om {time}"))

    def _say(self, text: str) -> None:
        self._error.set_message("")
        self._sign.show()
        self._said.setText(text.format(time=QTime.currentTime().toString("HH:mm")))


class ReadyStep(_Step):
    """The desk is there."""

    def __init__(self) -> None:
        super().__init__(
            _("De balie is klaar"),
            _("Begin met een gesprek, of lees een lijst in die u al hebt."),
        )
        self._where = Text("", "body", wrap=True)
        self.column.addWidget(self._where)
        self.column.addStretch(1)

    def set_path(self, path: Path) -> None:
        """Say where the file is."""
        where = _(
            "Het bestand heet {file} en staat in {folder}. Het sleutelbestand ernaast hoort erbij."
        )
        self._where.setText(where.format(file=path.name, folder=path.parent))


def _free_path(folder: Path, name: str) -> Path:
    """Return a path for a new store that is not in use yet."""
    stem = "".join(sign if sign.isalnum() else "-" for sign in name.lower()).strip("-") or "balie"
    path = folder / f"{stem}.meedoen"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}.meedoen"
        number += 1
    return path
