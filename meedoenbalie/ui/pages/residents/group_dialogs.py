"""The questions of the acts on a selection of residents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout

from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services import follow_ups, groups, messages
from meedoenbalie.services.referring_together import refer_together
from meedoenbalie.ui.ask import AskDialog
from meedoenbalie.ui.pages.channels import channels
from meedoenbalie.ui.pages.language_choice import LanguageChoice
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.date_list import to_date, to_qdate
from meedoenbalie.ui.widgets.inputs import Choice, DateBox, Field
from meedoenbalie.ui.widgets.text import Text

if TYPE_CHECKING:
    from meedoenbalie.ui.page import Page

_A_WEEK = timedelta(days=7)


class InformForm(AskDialog):
    """A meeting where a group heard about an offer: which, in which language, and how."""

    def __init__(self, page: Page, residents: Sequence[UUID], offers: Sequence[Offer]) -> None:
        super().__init__(
            page, _("Samen voorlichten"), _about(len(residents)), _("&Vastleggen"), "check"
        )
        self._residents = list(residents)
        self.offer = Choice([(f"{offer.code} · {offer.title}", offer.id) for offer in offers])
        self.language = LanguageChoice(["nld"])
        self.channel = Choice([(text, text) for text in reversed(channels())])
        self.column.addWidget(Field(_("Over welk &aanbod?"), self.offer))
        self.column.addWidget(Field(_("In welke &taal?"), self.language))
        self.column.addWidget(Field(_("&Hoe?"), self.channel))
        self.button.setEnabled(bool(offers))
        if not offers:
            self.error.set_message(_("Er is nog geen aanbod. Voeg eerst aanbod toe."))

    def act(self) -> None:
        """Record it for all in one step."""
        desk, residents, offer = self.shell.desk, self._residents, self.offer.value()
        language, channel = self.language.code(), str(self.channel.value())
        if isinstance(offer, UUID):
            self.run(lambda: groups.inform_many(desk, residents, offer, language, channel))


class ReferForm(AskDialog):
    """To which offer a group goes together; each gets a draft of their own."""

    def __init__(self, page: Page, residents: Sequence[UUID], offers: Sequence[Offer]) -> None:
        super().__init__(
            page, _("Samen doorverwijzen"), _about(len(residents)), _("&Klaarzetten"), "send"
        )
        self._residents = list(residents)
        self.offer = Choice([(_group_offer(offer), offer.id) for offer in _for_groups(offers)])
        self.column.addWidget(Field(_("Naar welk &aanbod?"), self.offer))
        words = _(
            "Ieder krijgt een eigen concept. Toestemming vragen en versturen doet u per bewoner. "
            "Wat de aanbieder antwoordt, legt u voor de groep in één keer vast."
        )
        self.column.addWidget(Text(words, "caption", "ink2", wrap=True))
        self.button.setEnabled(self.offer.count() > 0)
        if not self.offer.count():
            self.error.set_message(_("Geen aanbod neemt nu een groep. Vul bij Aanbod de groep in."))

    def act(self) -> None:
        """Put them ready in one step."""
        desk, residents, offer = self.shell.desk, self._residents, self.offer.value()
        if isinstance(offer, UUID):
            self.run(lambda: refer_together(desk, residents, offer))


class FollowUpForm(AskDialog):
    """Something to do about each of a group, by a day."""

    def __init__(self, page: Page, residents: Sequence[UUID]) -> None:
        super().__init__(
            page, _("Opvolgtaak plannen"), _about(len(residents)), _("&Plannen"), "calendar-plus"
        )
        self._residents = list(residents)
        self.text = QLineEdit()
        self.day = DateBox(to_qdate(self.shell.desk.clock.today() + _A_WEEK))
        self.field = Field(_("&Wat moet er gebeuren?"), self.text)
        self.column.addWidget(self.field)
        self.column.addWidget(Field(_("&Uiterlijk op"), self.day))

    def act(self) -> None:
        """Plan it for all in one step."""
        desk, residents, text = self.shell.desk, self._residents, self.text.text()
        day = to_date(self.day.date())
        self.field.set_error("")
        self.run(lambda: follow_ups.plan_for_many(desk, residents, text, day))

    def _failed(self, error: Exception) -> bool:
        problems = messages.field_problems(error)
        if not problems:
            return super()._failed(error)
        self._wait("")
        self.field.set_error(next(iter(problems.values())))
        return True


class InviteDialog(QDialog):
    """A list of whom to invite, to copy or print; it is marked as personal data."""

    def __init__(self, page: Page, people: Sequence[Resident], passed_over: int) -> None:
        super().__init__(page)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page = page
        now = theme()
        self.setWindowTitle(_("Uitnodigen"))
        self.resize(now.px(560), now.px(480))
        column = QVBoxLayout(self)
        pad = now.px(now.tokens.space.xl)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(now.px(12))
        column.addWidget(Text(_("Uitnodigen"), "section"))
        column.addWidget(
            Text(
                _("Persoonsgegevens. Geef de lijst niet weg en versnipper haar na gebruik."), "body"
            )
        )
        if passed_over:
            said = ngettext(
                "{n} bewoner staat er niet op: het gebruik van gegevens is beperkt.",
                "{n} bewoners staan er niet op: het gebruik van gegevens is beperkt.",
                passed_over,
            )
            column.addWidget(Text(said.format(n=passed_over), "body", "ink2", wrap=True))
        self.list = QPlainTextEdit("\n".join(_line(who) for who in people))
        self.list.setReadOnly(True)
        self.list.setAccessibleName(_("Lijst van wie u uitnodigt"))
        column.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(now.px(8))
        buttons.addStretch(1)
        buttons.addWidget(Button(_("&Sluiten"), on_click=self.accept))
        buttons.addWidget(Button(_("&Afdrukken…"), "printer", on_click=self._print))
        self.copy = Button(_("&Kopiëren"), "copy", "primary", self._copy)
        buttons.addWidget(self.copy)
        column.addLayout(buttons)

    def document(self) -> QTextDocument:
        """Return what is printed: the mark, the day and the list."""
        document = QTextDocument()
        today = formats.full_day(self._page.shell.desk.clock.today())
        head = _("Persoonsgegevens") + f" · {today}"
        document.setPlainText(f"{head}\n\n{self.list.toPlainText()}")
        return document

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.list.toPlainText())
        self._page.shell.say(_("Lijst gekopieerd"))

    def _print(self) -> None:
        # Loading the printers of a system takes long, and only this act needs them.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self.document().print_(printer)


def _for_groups(offers: Sequence[Offer]) -> list[Offer]:
    """Return what may be done together: those that say so first; never what is for one alone."""
    found = [offer for offer in offers if offer.group_to != 1]
    return sorted(found, key=lambda offer: offer.group_from is None and offer.group_to is None)


def _group_offer(offer: Offer) -> str:
    size = "–".join(str(n) for n in (offer.group_from, offer.group_to) if n is not None)
    group = _("groep van {size}").format(size=size) if size else ""
    return " · ".join(part for part in (offer.code, offer.title, group) if part)


def _about(number: int) -> str:
    return ngettext("Voor {n} bewoner.", "Voor {n} bewoners.", number).format(n=number)


def _line(who: Resident) -> str:
    language = who.preferred_language or next(iter(who.languages), "")
    parts = (
        who.reference,
        who.full_name,
        formats.language_name(language) if language else "",
        who.contact_channel,
        who.contact_value,
    )
    return " · ".join(part for part in parts if part)
