"""The own passphrase, the paper with the recovery code, and a new code."""

from __future__ import annotations

from PySide6.QtCore import Qt

from meedoenbalie.domain.passphrases import MINIMUM_PASSPHRASE
from meedoenbalie.i18n import _
from meedoenbalie.services import people
from meedoenbalie.ui.ask import AskDialog
from meedoenbalie.ui.pages.new_desk_steps import CodeStep
from meedoenbalie.ui.pages.recovery import NewPassphrase
from meedoenbalie.ui.pages.settings.section import SectionCard
from meedoenbalie.ui.pages.settings.user_dialogs import OwnPassphrase
from meedoenbalie.ui.widgets.inputs import Field
from meedoenbalie.ui.widgets.passphrase import CodeGroups, PassphraseEdit


class PassphraseDialog(AskDialog):
    """The old passphrase, and a new one twice."""

    def __init__(self, card: SectionCard) -> None:
        super().__init__(
            card,
            _("Wachtzin wijzigen"),
            _("De gegevens zelf worden niet opnieuw geschreven; alleen uw sleutel verandert."),
            _("Wachtzin &wijzigen"),
        )
        self.old = PassphraseEdit()
        self._old_field = Field(_("Wachtzin tot &nu toe"), self.old)
        self.new = NewPassphrase(MINIMUM_PASSPHRASE)
        self.new.entered.connect(self.act)
        self.column.addWidget(self._old_field)
        self.column.addWidget(self.new)

    def act(self) -> None:
        """Change it."""
        old = self.old.text()
        self._old_field.set_error("" if old else _("Typ uw wachtzin."))
        new = self.new.passphrase() if old else None
        if new is not None:
            desk = self.shell.desk
            self.run(lambda: people.change_passphrase(desk, old, new))


class ProofDialog(AskDialog):
    """Type the code from the paper, to know that it still opens the desk."""

    def __init__(self, card: SectionCard) -> None:
        super().__init__(
            card,
            _("Papier controleren"),
            _("Haal het blad uit de kluis en typ alle zes groepjes over."),
            _("&Controleren"),
        )
        self.code = CodeGroups()
        self.code.changed.connect(self._typed)
        self.column.addWidget(self.code, 0, Qt.AlignmentFlag.AlignLeft)
        self._typed()

    def act(self) -> None:
        """Try the code."""
        desk, code = self.shell.desk, self.code.text()
        self.run(lambda: people.prove_recovery_code(desk, code))

    def _typed(self) -> None:
        self.error.set_message("")
        if self.code.complete():
            self.button.enable()
        else:
            self.button.disable(_("Vul eerst alle groepjes in."))


class NewRecoveryDialog(AskDialog):
    """A new code: print it, type two groups back, and only then the old one is worthless."""

    def __init__(self, card: SectionCard) -> None:
        super().__init__(
            card,
            _("Nieuwe herstelcode"),
            _("De oude code blijft gelden tot u hier op de knop drukt. Daarna is hij waardeloos."),
            _("&Nieuwe code laten gelden"),
            icon="key-round",
            kind="normal",
            width=720,
        )
        site = self.shell.site
        self._code = people.new_recovery_code()
        self.step = CodeStep()
        self.step.set_code(self._code, site.name if site is not None else "")
        self.step.changed.connect(self._typed)
        self.column.addWidget(self.step)
        self.own = OwnPassphrase()
        self.column.addWidget(self.own)
        self._typed()

    def act(self) -> None:
        """Put the code into force."""
        secret = self.own.edit.text()
        self.own.set_error("" if secret else _("Typ uw wachtzin."))
        if secret and self.step.proved():
            desk, code, typed = self.shell.desk, self._code, self.step.typed()
            self.run(lambda: people.set_recovery_code(desk, secret, code, typed))

    def _typed(self) -> None:
        if self.step.proved():
            self.button.enable()
        else:
            self.button.disable(_("Eerst beide groepjes invullen"))
