"""Which collection, which key, and the passphrase that opens them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services.programme_keys import SECRET
from meedoenbalie.services.stores import MINIMUM_PASSPHRASE
from meedoenbalie.ui.pages.saved_file import ask_where, documents
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card
from meedoenbalie.ui.widgets.inputs import Field
from meedoenbalie.ui.widgets.passphrase import PassphraseEdit, strength_hint
from meedoenbalie.ui.widgets.text import CutText, Text

COLLECTION_SETTING, KEY_SETTING = "collection/file", "collection/key"
"""Where the two paths are remembered; never more than paths."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be opened, or made first: the collection, and keys in a folder."""

    collection: Path | None
    key: Path | None
    passphrase: str
    make_collection: bool = False
    make_keys_in: Path | None = None


class Door(Card):
    """Chooses collection and key and asks for the passphrase.

    The passphrase lives in the field alone, until :meth:`forget`.
    """

    wanted = Signal(object)
    """The user wants this :class:`Wanted` opened."""
    key_chosen = Signal()
    """Another key was chosen while the collection is open."""
    pointed = Signal(QWidget)
    """Something is wrong here: bring it on the screen."""
    closing = Signal()
    """The user wants the collection closed."""

    def __init__(self) -> None:
        super().__init__(_("Verzameling en sleutel"), "key-round")
        self.collection: Path | None = None
        self.key: Path | None = None
        self._new = False
        self._keys_in: Path | None = None
        self._open = False
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        self._file = CutText("")
        self.choose_file = Button(_("&Kiezen…"), "folder-open", on_click=self._choose, small=True)
        self.choose_file.setAccessibleName(_("Verzameling kiezen…"))
        self.new_file = Button(_("N&ieuwe…"), "plus", on_click=self._begin, small=True)
        self.new_file.setAccessibleName(_("Nieuwe verzameling…"))
        column.addLayout(_part(_("Verzameling"), self._file, self.choose_file, self.new_file))
        self._key = CutText("")
        self.choose_key = Button(_("Kie&zen…"), "folder-open", on_click=self._pick_key, small=True)
        self.choose_key.setAccessibleName(_("Sleutel kiezen…"))
        self.make_keys = Button(_("Sleutels &maken…"), "plus", on_click=self._pick, small=True)
        column.addLayout(
            _part(_("Sleutel van het team"), self._key, self.choose_key, self.make_keys)
        )
        self.passphrase = PassphraseEdit()
        self.field = Field(
            _("&Wachtzin"), self.passphrase, hint=_("Wordt niet bewaard. Typ hem elke keer.")
        )
        column.addWidget(self.field)
        self.again = PassphraseEdit()
        self.again_field = Field(_("Wachtzin nog een keer"), self.again)
        column.addWidget(self.again_field)
        for box in (self.passphrase, self.again):
            box.textEdited.connect(lambda _text: self._typed())
            box.returnPressed.connect(self._want)
        self.enter = Button("", "lock-open", "primary", self._want)
        self.leave = Button(_("Verzameling slui&ten"), "lock", on_click=self.closing.emit)
        for button in (self.enter, self.leave):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(inside)
        self._show()

    def remembered(self) -> None:
        """Take the paths of last time, as far as the files are there."""
        settings = QSettings()
        self.collection = _file_of(settings.value(COLLECTION_SETTING))
        self.key = _file_of(settings.value(KEY_SETTING))
        self._show()

    def fill(self, wanted: Wanted) -> None:
        """Take these files and this passphrase, and open them."""
        self._take(wanted)
        self.passphrase.setText(wanted.passphrase)
        self._want()

    def _take(self, wanted: Wanted) -> None:
        self.collection, self.key = wanted.collection, wanted.key
        self._new, self._keys_in = False, None
        self._show()

    def show_open(self, wanted: Wanted) -> None:
        """Show that this is open, and remember where it lies."""
        self._open = wanted.collection is not None
        self._take(wanted)
        settings = QSettings()
        for name, path in ((COLLECTION_SETTING, self.collection), (KEY_SETTING, self.key)):
            if path is not None:
                settings.setValue(name, str(path))

    def forget(self) -> None:
        """Forget the passphrase and show that nothing is open."""
        self._open = False
        for box in (self.passphrase, self.again):
            box.clear()
        self.field.set_error("")
        self.again_field.set_error("")
        self._show()

    def refuse(self, message: str) -> None:
        """Say at the field what is wrong with the passphrase, and let it be typed again."""
        self.passphrase.selectAll()
        self._point(self.field, message)

    def set_busy(self, busy: bool) -> None:
        """Hold everything back while something is being done."""
        if busy:
            for button in self._buttons():
                button.disable(_("Wacht tot het klaar is, of stop het."))
        else:
            self._show()

    def _buttons(self) -> tuple[Button, ...]:
        choosing = (self.choose_file, self.new_file, self.choose_key, self.make_keys)
        return (*choosing, self.enter, self.leave)

    def _show(self) -> None:
        making = self._new or self._keys_in is not None
        self._file.setText(_name(self.collection, new=self._new))
        self._key.setText(
            _name(self._keys_in / SECRET, new=True) if self._keys_in else _name(self.key, new=False)
        )
        self.again_field.setVisible(making and not self._open)
        self.field.setVisible(not self._open)
        self.enter.setVisible(not self._open)
        self.leave.setVisible(self._open)
        self.new_file.setVisible(not self._open)
        self.choose_file.setVisible(not self._open)
        self.enter.setText(self._act())
        for button in self._buttons():
            button.enable()
        if self.collection is None and self._keys_in is None:
            self.enter.disable(_("Kies eerst een verzameling, of maak er een."))
        self.make_keys.setVisible(not self._open)

    def _act(self) -> str:
        if self.collection is None and self._keys_in is not None:
            return _("Sleutels m&aken")
        return _("M&aken en openen") if self._new or self._keys_in else _("&Openen")

    def _choose(self) -> None:
        path = _ask(self, _("Verzameling kiezen"), _("Verzameling (*.duckdb);;Alle bestanden (*)"))
        if path is not None:
            self.collection, self._new = path, False
            self._to_passphrase()

    def _begin(self) -> None:
        first = documents() / "verzameling.duckdb"
        path = ask_where(self, _("Nieuwe verzameling"), first, _("Verzameling (*.duckdb)"))
        if path is not None:
            # What is there already is never written over: it is opened.
            self.collection, self._new = path, not path.exists()
            self._to_passphrase()

    def _pick_key(self) -> None:
        path = _ask(self, _("Sleutel kiezen"), _("Sleutel (*.key);;Alle bestanden (*)"))
        if path is None:
            return
        self.key, self._keys_in = path, None
        if self._open:
            QSettings().setValue(KEY_SETTING, str(path))
            self._show()
            self.key_chosen.emit()
        else:
            self._to_passphrase()

    def _pick(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Map voor de sleutels"), str(documents()))
        if chosen:
            self._keys_in = Path(chosen)
            self._to_passphrase()

    def _to_passphrase(self) -> None:
        self._show()
        self._typed()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        self.field.set_error("")
        self.again_field.set_error("")

    def _point(self, field: Field, message: str) -> None:
        field.set_error(message)
        field.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.pointed.emit(field)

    def _want(self) -> None:
        if not self.enter.isEnabled() or self._open:
            return
        typed, making = self.passphrase.text(), self._new or self._keys_in is not None
        if making and len(typed) < MINIMUM_PASSPHRASE:
            self.refuse(strength_hint(typed, MINIMUM_PASSPHRASE))
        elif not typed:
            self.refuse(_("Typ de wachtzin van het programmateam."))
        elif making and self.again.text() != typed:
            words = _("Dit is niet hetzelfde. Typ de wachtzin nog een keer.")
            self._point(self.again_field, words)
        else:
            self.wanted.emit(Wanted(self.collection, self.key, typed, self._new, self._keys_in))


def _part(title: str, name: CutText, *buttons: Button) -> QVBoxLayout:
    now = theme()
    column = QVBoxLayout()
    column.setSpacing(now.px(4))
    column.addWidget(Text(title, "body_strong"))
    column.addWidget(name)
    row = QHBoxLayout()
    row.setSpacing(now.px(8))
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    column.addLayout(row)
    return column


def _name(path: Path | None, *, new: bool) -> str:
    if path is None:
        return _("nog niet gekozen")
    return _("{name} · wordt gemaakt").format(name=path.name) if new else path.name


def _file_of(saved: object) -> Path | None:
    """A file on a stick that is not there now is asked for again."""
    path = Path(str(saved)) if saved else None
    return path if path is not None and path.is_file() else None


def _ask(parent: QWidget, title: str, kinds: str) -> Path | None:
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, str(documents()), kinds)
    return Path(chosen) if chosen else None
