"""What goes to the programme team, to whom, whether it may, and the encrypted file (15)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from meedoenbalie.domain.data_sets import CODEBOOK_VERSION, DataSetSent
from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services import programme_pins, sending, site_keys
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.programme_pins import Judged
from meedoenbalie.services.sending import DataSetPreview
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.data_set.beside import (
    ChecksCard,
    EarlierCard,
    RecipientCard,
    SignerCard,
)
from meedoenbalie.ui.pages.data_set.contents import Going, going
from meedoenbalie.ui.pages.outcome import Outcome
from meedoenbalie.ui.pages.saved_file import ask_where, documents
from meedoenbalie.ui.shapes.form import FormPage
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import WhyLine
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.text import Icon, Text

KEY = "data_set"
SETTING = "programme_key"
"""Where the path of the team's public key is remembered."""


@dataclass(frozen=True, slots=True)
class _Found:
    preview: DataSetPreview
    key: Path | None
    judged: Judged | None


class DataSetPage(FormPage):
    """The contents at the left; recipient, checks and earlier sets beside them."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Gegevensset versturen"))
        self._found: _Found | None = None
        self._outcome = Outcome()
        body = self.form.body
        body.addLayout(self._outcome)
        body.addWidget(
            Notice(
                _("Gegevensset, geen publicatie."),
                _(
                    "Het team krijgt echte aantallen per code, zonder naam. Kleine aantallen "
                    "verbergen gebeurt pas als het team iets publiceert."
                ),
            )
        )
        body.addWidget(Text(_("Dit gaat mee"), "body_strong"))
        self._model: TableModel[Going] = TableModel(
            (
                Column(_("Gegeven"), lambda row: row.name, 196, strong=True),
                Column(_("Voorbeeld uit deze set"), lambda row: row.example, 158),
                Column(
                    _("Doel"),
                    lambda row: row.purpose,
                    ink=lambda _row: "ink2",
                    tooltip=lambda row: row.purpose,
                ),
            ),
            lambda row: row.name,
        )
        self.table = RowTable(self._model, _("Dit gaat mee"))
        body.addWidget(self.table)
        body.addLayout(self._stays())
        words = _("De betekenis van elk gegeven staat in codeboek {version}.").format(
            version=CODEBOOK_VERSION
        )
        body.addWidget(WhyLine(_("Gegevens zonder doel gaan nooit mee."), words))
        body.addStretch(1)
        aside = self.add_aside(376)
        self.recipient = RecipientCard(self._choose_key, self._key_agreed)
        self.signer = SignerCard(
            lambda: self._ask_renewal(revoke=False), lambda: self._ask_renewal(revoke=True)
        )
        self.checks = ChecksCard()
        self.earlier = EarlierCard(self._ask_withdrawal)
        for card in (self.recipient, self.checks, self.signer, self.earlier):
            aside.body.addWidget(card)
        aside.body.addStretch(1)
        self.footer.add_left(
            Text(_("U stuurt het bestand zelf.\nEr gaat niets vanzelf weg."), "caption", "ink2")
        )
        self.make = Button(_("&Versleutelen en opslaan…"), "file-lock", "primary", self._make)
        self.footer.add_right(self.make)
        self._allow()

    def shown(self) -> None:
        self._read()

    def refresh(self, changed: Changes) -> None:
        if "site" in changed:
            self._outcome.clear()
        if changed - {"shared_view"}:
            self._read()

    def _stays(self) -> QHBoxLayout:
        now = theme()
        row = QHBoxLayout()
        row.setSpacing(now.px(10))
        row.addWidget(Icon("lock", "ink2"), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(now.px(4))
        column.addWidget(Text(_("Dit blijft hier"), "body_strong"))
        column.addWidget(
            Text(
                _(
                    "namen · V-nummer · geboortedatum · telefoon en adres · eigen woorden en "
                    "notities · namen van voogden · wie toestemming gaf"
                ),
                wrap=True,
            )
        )
        row.addLayout(column, 1)
        return row

    def _read(self) -> None:
        desk, site = self.shell.desk, self.shell.site
        code = site.code if site is not None else None
        remembered = str(QSettings().value(SETTING) or "")
        self.shell.tasks.read(
            lambda: _look(desk, code, remembered), self._show, self._failed, key=KEY
        )

    def _show(self, found: _Found) -> None:
        self._found = found
        preview = found.preview
        people = preview.counts["residents"]
        self.head.set_subtitle(
            ngettext("{site} · {n} bewoner", "{site} · {n} bewoners", people).format(
                site=preview.site.name, n=people
            )
        )
        lines = going(preview)
        self._model.set_rows(lines)
        row = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(
            self.table.horizontalHeader().height() + row * len(lines) + theme().px(2)
        )
        self.recipient.show_key(found.judged)
        self.signer.show_signer(preview)
        self.checks.show_checks(preview.checks)
        self.earlier.show_sets(preview)
        self._allow()

    def _allow(self) -> None:
        found = self._found
        if found is None:
            self.make.disable(_("De set wordt nog nagekeken"))
        elif found.key is None:
            self.make.disable(_("Kies eerst de sleutel van het programmateam"))
        elif found.judged is None or not found.judged.usable:
            self.make.disable(_("Vergelijk eerst de vingerafdruk van de sleutel"))
        elif not all(check.passed for check in found.preview.checks):
            self.make.disable(_("Los eerst op wat bij Controles staat"))
        else:
            self.make.enable()

    def _choose_key(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self,
            _("Sleutel van het programmateam"),
            str(documents()),
            _("Sleutel (*.pub);;Alle bestanden (*)"),
        )
        if not chosen:
            return
        path = Path(chosen)
        self.shell.tasks.read(
            lambda: programme_pins.judge_key(self.shell.desk, path),
            lambda _judged: self._key_chosen(path),
            self._failed,
        )

    def _key_chosen(self, path: Path) -> None:
        QSettings().setValue(SETTING, str(path))
        self._outcome.clear()
        self._read()

    def _key_agreed(self) -> None:
        found, desk = self._found, self.shell.desk
        if found is None or found.key is None or found.judged is None:
            return
        path, compared = found.key, found.judged.card.fingerprint
        self.shell.tasks.write(
            lambda: programme_pins.pin_key(desk, path, compared),
            lambda done: self._keys_changed(
                _("De nieuwe sleutel van het programmateam is vastgelegd."), "", done.changed
            ),
            self._failed,
        )

    def _ask_renewal(self, *, revoke: bool) -> None:
        act = Button(
            _("&Ja, intrekken") if revoke else _("&Ja, vernieuwen"),
            on_click=lambda: self._renew(revoke=revoke),
            kind="danger" if revoke else "normal",
            small=True,
        )
        if revoke:
            strong = _("Kan een ander deze sleutel hebben?")
            rest = _(
                "Intrekken zegt het programmateam dat niemand hem meer moet vertrouwen, en maakt "
                "een nieuwe. Bel het team met de nieuwe vingerafdruk. Dit kan niet ongedaan "
                "gemaakt worden."
            )
        else:
            strong = _("Een nieuwe sleutel voor het azc?")
            rest = _(
                "De oude staat ervoor in en wordt daarna vernietigd. Het programmateam vergelijkt "
                "de nieuwe vingerafdruk bij uw volgende set. Dit kan niet ongedaan gemaakt worden."
            )
        self._outcome.say(Notice(strong, rest, "attention", act, below=True))

    def _renew(self, *, revoke: bool) -> None:
        found, desk = self._found, self.shell.desk
        if found is None:
            return
        code = found.preview.site.code
        self.shell.tasks.write(
            lambda: site_keys.renew_site_key(desk, code, revoke=revoke),
            lambda done: self._keys_changed(
                _("{site} heeft een nieuwe sleutel.").format(site=done.result.site),
                _("Nieuw: {new}. Oud: {old}.").format(
                    new=done.result.fingerprint, old=done.result.before
                ),
                done.changed,
            ),
            self._failed,
        )

    def _keys_changed(self, strong: str, rest: str, changed: Changes) -> None:
        self._outcome.say(Notice(strong, rest, "good"))
        self.shell.saved(strong, changed)
        self._read()

    def _ask_withdrawal(self) -> None:
        found = self._found
        if found is None or not found.preview.sent_before:
            return
        if found.key is None or found.judged is None or not found.judged.usable:
            strong = _("Kies eerst de sleutel van het programmateam.")
            self._outcome.say(Notice(strong, "", "attention"))
            return
        number = found.preview.sent_before[0].number
        act = Button(_("&Ja, intrekken…"), on_click=self._withdraw, kind="danger", small=True)
        strong = _("Set {number} intrekken?").format(number=number)
        rest = _(
            "Set {number} en alle sets ervoor tellen dan niet meer mee. U stuurt het team een "
            "bestand dat dat zegt. Dit kan niet ongedaan gemaakt worden; een nieuwe set kan wel."
        ).format(number=number)
        self._outcome.say(Notice(strong, rest, "attention", act, below=True))

    def _withdraw(self) -> None:
        found = self._found
        if found is None or found.key is None:
            return
        site, key, desk = found.preview.site, found.key, self.shell.desk
        number = found.preview.sent_before[0].number
        first = documents() / f"intrekking-{site.code}-{number}.gegevensset"
        out = ask_where(self, _("Intrekking opslaan"), first, _("Gegevensset (*.gegevensset)"))
        if out is None:
            return
        self.shell.tasks.write(
            lambda: sending.withdraw_data_set(desk, key, out, site.code),
            lambda done: self._withdrawn(done, out),
            self._failed,
            label=_("Intrekking maken"),
        )

    def _withdrawn(self, done: Done[DataSetSent], out: Path) -> None:
        strong = _("Set {number} is ingetrokken.").format(number=done.result.number)
        rest = _("{name}. Stuur dit bestand zelf aan het team.").format(name=out.name)
        self._outcome.say(Notice(strong, rest, "good", self._folder_of(out)))
        self.shell.saved(strong, done.changed)

    def _make(self) -> None:
        found = self._found
        if found is None or found.key is None:
            return
        site, key = found.preview.site, found.key
        day = self.shell.desk.clock.today().isoformat()
        first = documents() / f"gegevensset-{site.code}-{day}.gegevensset"
        out = ask_where(self, _("Gegevensset opslaan"), first, _("Gegevensset (*.gegevensset)"))
        if out is None:
            return
        desk = self.shell.desk
        self.make.disable(_("De set wordt gemaakt"))
        self.shell.tasks.write(
            lambda: sending.release_data_set(desk, key, out, site.code),
            lambda done: self._made(done, out),
            self._failed,
            label=_("Gegevensset maken"),
        )

    def _made(self, done: Done[DataSetSent], out: Path) -> None:
        strong = _("Gegevensset {number} is gemaakt.").format(number=done.result.number)
        rest = _("{name}. Stuur dit bestand zelf aan het team.").format(name=out.name)
        self._outcome.say(Notice(strong, rest, "good", self._folder_of(out)))
        self.shell.saved(strong, done.changed)

    def _folder_of(self, out: Path) -> Button:
        folder = QUrl.fromLocalFile(str(out.parent))
        return Button(
            _("&Map openen"),
            "folder-open",
            on_click=lambda: QDesktopServices.openUrl(folder),
            small=True,
        )

    def _failed(self, error: Exception) -> bool:
        self._allow()
        return self._outcome.explain(error)


def _look(desk: Desk, site_code: str | None, remembered: str) -> _Found:
    preview = sending.preview_data_set(desk, site_code)
    path = Path(remembered)
    # A key on a stick that is not there now is asked for again.
    if not remembered or not path.is_file():
        return _Found(preview, None, None)
    return _Found(preview, path, programme_pins.judge_key(desk, path))
