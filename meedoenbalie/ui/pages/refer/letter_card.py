"""The referral letter: as PDF to print, or locked beside a mail that the user sends (05b)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from meedoenbalie.domain.referrals import Referral
from meedoenbalie.i18n import _
from meedoenbalie.services import letters, messages
from meedoenbalie.services.letters import Locked
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.refer.handover import Handover
from meedoenbalie.ui.pages.refer.mail_text import Mail
from meedoenbalie.ui.pages.saved_file import ask_where, documents, made_notice
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Icon, Text


class LetterCard(Surface):
    """Two ways to make the letter, and what was made.

    ``written`` returns the mail as it stands on the screen. ``locked`` is what was made before for
    the same referral: its passphrase stays in sight until the page is left for another one.
    """

    locked = Signal(object)
    """A locked letter was made; carries it with its passphrase."""

    def __init__(
        self,
        shell: Shell,
        handover: Handover,
        written: Callable[[], Mail | None],
        locked: Locked | None,
    ) -> None:
        super().__init__("card")
        now = theme()
        self._shell, self._handover, self._written = shell, handover, written
        self._receiver = ""
        column = QVBoxLayout(self)
        pad = now.px(14)
        column.setContentsMargins(pad, now.px(10), pad, now.px(10))
        column.setSpacing(now.px(8))
        row = QHBoxLayout()
        row.setSpacing(now.px(8))
        row.addWidget(Text(_("Brief"), "body_strong"), 1)
        self.print = Button(_("Als &PDF…"), "printer", on_click=self._print, small=True)
        self.mail = Button(_("Als &mail…"), "mail", on_click=self._mail, small=True)
        row.addWidget(self.print)
        row.addWidget(self.mail)
        column.addLayout(row)
        self._outcome = QVBoxLayout()
        self._outcome.setSpacing(now.px(8))
        column.addLayout(self._outcome)
        if locked is not None:
            self._show_locked(locked)

    def set_receiver(self, receiver: str) -> None:
        """Hear to whom it goes; without one, or without consent, nothing can be made."""
        self._receiver = receiver.strip()
        why = self._handover.lacks(self._receiver)
        for button in (self.print, self.mail):
            if why:
                button.disable(why)
            else:
                button.enable()

    def _proposed(self, referral: Referral, suffix: str) -> Path:
        """A file name that names nobody."""
        name = _("doorverwijzing-{reference}").format(reference=referral.reference)
        return documents() / f"{name}{suffix}"

    def _print(self) -> None:
        if self._handover.referral is None:
            return
        referral = self._handover.referral.referral
        first = self._proposed(referral, ".pdf")
        out = ask_where(self, _("Brief opslaan"), first, _("PDF (*.pdf)"))
        if out is None:
            return
        desk, identifier, receiver = self._shell.desk, referral.id, self._receiver
        demo = self._shell.demo
        self._shell.tasks.write(
            lambda: letters.print_letter(desk, identifier, receiver, out, demo=demo),
            self._printed,
            self._failed,
            label=_("Brief maken"),
        )

    def _mail(self) -> None:
        mail = self._written()
        if self._handover.referral is None or mail is None:
            return
        referral = self._handover.referral.referral
        kinds = _("Mail met beveiligde bijlage (*.eml);;Alleen de beveiligde bijlage (*.pdf)")
        out = ask_where(self, _("Mail klaarzetten"), self._proposed(referral, ".eml"), kinds)
        if out is None:
            return
        desk, identifier, receiver = self._shell.desk, referral.id, self._receiver
        demo = self._shell.demo

        def make() -> Locked:
            if out.suffix.lower() == ".pdf":
                return letters.locked_letter(desk, identifier, receiver, out, demo=demo)
            return letters.letter_mail(
                *(desk, identifier, receiver, out),
                subject=mail.subject,
                text=mail.body,
                demo=demo,
            )

        self._shell.tasks.write(make, self._made, self._failed, label=_("Mail klaarzetten"))

    def _printed(self, out: Path) -> None:
        clear_layout(self._outcome)
        self._outcome.addWidget(made_notice(_("De brief is gemaakt."), out))
        self._shell.say(_("Brief gemaakt: {name}").format(name=out.name))

    def _made(self, made: Locked) -> None:
        self._show_locked(made)
        self.locked.emit(made)
        self._shell.say(_("Klaar om te versturen: {name}").format(name=made.path.name))

    def _show_locked(self, made: Locked) -> None:
        now = theme()
        clear_layout(self._outcome)
        url = QUrl.fromLocalFile(str(made.path))
        opened = Button(
            _("Op&enen"), "mail", on_click=lambda: QDesktopServices.openUrl(url), small=True
        )
        strong = _("Klaar, er is nog niets verstuurd.")
        self._outcome.addWidget(Notice(strong, made.path.name, "good", opened))
        row = QHBoxLayout()
        row.setSpacing(now.px(8))
        row.addWidget(Icon("key-round", "ink"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(now.px(2))
        self.passphrase = Text(made.passphrase, "section")
        self.passphrase.setAccessibleName(
            _("Wachtzin van de bijlage: {digits}").format(digits=made.passphrase)
        )
        words.addWidget(self.passphrase)
        told = _(
            "Bel deze wachtzin door. Zet die nooit in de mail. Het programma bewaart die niet."
        )
        words.addWidget(Text(told, "caption", "ink2", wrap=True))
        row.addLayout(words, 1)
        self._outcome.addLayout(row)

    def _failed(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is None:
            return False
        clear_layout(self._outcome)
        self._outcome.addWidget(Notice(text, _("Er is niets gemaakt."), "danger"))
        return True
