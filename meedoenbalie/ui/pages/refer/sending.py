"""What goes to the provider, and the two steps: klaarzetten, and verstuurd once it went (05b)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from meedoenbalie.domain.referrals import ReferralState
from meedoenbalie.domain.sharing import Lack
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services.drafts import Typed
from meedoenbalie.services.letters import Locked
from meedoenbalie.services.matching_text import called
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.refer.handover import Handover
from meedoenbalie.ui.pages.refer.letter_card import LetterCard
from meedoenbalie.ui.pages.refer.mail_text import Mail, Sender, mail_for
from meedoenbalie.ui.paint import paint_text, painting, state_chip
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.typed import Boxes
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.chips import StateChip
from meedoenbalie.ui.widgets.inputs import Choice, Field
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import CutText, Icon, Line, Text


class SendingPane(QWidget):
    """The mail text and the steps of one handover.

    ``sent`` carries the receiver and the channel.
    """

    sent = Signal(str, str)
    copied = Signal()
    changed = Signal()

    def __init__(
        self, shell: Shell, handover: Handover, sender: Sender, locked: Locked | None
    ) -> None:
        super().__init__()
        now = theme()
        self._handover = handover
        self._sender = sender
        self._edited = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(10))
        self.receiver = QLineEdit()
        self.receiver.setText(_receiver_of(handover))
        self.receiver.setReadOnly(handover.is_sent)
        self.channel = Choice([(text, text) for text in channels()])
        column.addLayout(self._head())
        column.addWidget(self._mail_card())
        column.addLayout(self._left_out())
        self.letter = LetterCard(shell, handover, self.written, locked)
        column.addWidget(self.letter)
        column.addWidget(self._steps())
        column.addStretch(1)
        self.receiver.textChanged.connect(lambda _text: self._receiver_typed())
        self._boxes = Boxes({"receiver": self.receiver, "channel": self.channel})
        self._boxes.listen(lambda *_what: self.changed.emit())
        self.body.textChanged.connect(self.changed)
        self._show_mail()
        self._show_readiness()

    def typed(self) -> dict[str, Any]:
        """Return receiver, way and a changed mail text, as far as they were typed here.

        The text goes with the one that it was made from: it holds what may be shared by then.
        """
        if self._handover.is_sent:
            return {}
        typed = self._boxes.typed()
        mail = self.mail()
        if mail is not None and self.body.toPlainText() != mail.body:
            typed |= {"body": self.body.toPlainText(), "made": mail.body}
        return typed

    def put(self, typed: Typed) -> None:
        """Put back what was typed; not a mail text that would be made otherwise by now."""
        if self._handover.is_sent:
            return
        self._boxes.put({name: typed[name] for name in ("receiver", "channel") if name in typed})
        mail = self.mail()
        if mail is not None and typed.get("made") == mail.body:
            self.body.setPlainText(str(typed["body"]))

    def reset(self) -> None:
        """Show receiver, way and text as the program proposes them."""
        self._edited = False
        self._boxes.reset()
        self._show_mail()

    def mail(self) -> Mail | None:
        """Return the text as the program makes it; None while nothing may be shared."""
        consent = self._handover.consent
        if consent is None or self._handover.lacking is not None:
            return None
        return mail_for(
            self._handover.resident,
            self._handover.line,
            consent,
            self.receiver.text().strip(),
            self._sender,
        )

    def written(self) -> Mail | None:
        """Return the text as it stands on the screen, changed or not."""
        mail = self.mail()
        return None if mail is None else replace(mail, body=self.body.toPlainText())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        self._title = CutText("", "body_strong")
        row.addWidget(self._title, 1)
        self.copy = Button(_("&Kopiëren"), "copy", on_click=self._copy, small=True)
        self.edit = Button(_("&Wijzigen"), "pencil", on_click=self._toggle_edit, small=True)
        row.addWidget(self.copy)
        row.addWidget(self.edit)
        return row

    def _mail_card(self) -> Surface:
        now = theme()
        card = Surface("card")
        column = QVBoxLayout(card)
        pad = now.px(14)
        column.setContentsMargins(pad, now.px(10), pad, now.px(6))
        column.setSpacing(now.px(2))
        self._to = Text("", "caption", "ink2", wrap=True)
        self._about = Text("", "caption", "ink2", wrap=True)
        column.addWidget(self._to)
        column.addWidget(self._about)
        column.addSpacing(now.px(6))
        self._rule = Line()
        column.addWidget(self._rule)
        self.body = QPlainTextEdit()
        self.body.setAccessibleName(_("Tekst voor de aanbieder"))
        self.body.setReadOnly(True)
        self.body.setTabChangesFocus(True)
        self.body.setFrameShape(QFrame.Shape.NoFrame)
        self.body.setProperty("bare", True)
        self.body.setMinimumHeight(now.px(210))
        self.body.textChanged.connect(self._typed)
        column.addWidget(self.body)
        return card

    def _left_out(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(5))
        row.addWidget(Icon("shield-check", "ink2", 14), 0, Qt.AlignmentFlag.AlignTop)
        words = _(
            "Achternaam en telefoonnummer staan alleen in de beveiligde brief. De wachtzin belt u "
            "door."
        )
        row.addWidget(Text(words, "caption", "ink2", wrap=True), 1)
        return row

    def _steps(self) -> Surface:
        now = theme()
        card = Surface("card")
        column = QVBoxLayout(card)
        pad = now.px(14)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(now.px(12))
        handover = self._handover
        prepared = handover.is_prepared
        ready: QWidget = Text(_("nog niet"), "caption", "ink2")
        if prepared:
            draft = labels.state_long(ReferralState.DRAFT)
            ready = StateChip(state_chip(ReferralState.DRAFT.value, draft))
        first = _("Maakt een Concept. Er gaat nog niets weg: u mailt of belt zelf.")
        column.addWidget(
            _Step(
                1,
                _("Klaarzetten"),
                ready,
                [Text(first, "caption", "ink2", wrap=True)],
                done=prepared,
            )
        )
        column.addWidget(Line())
        column.addWidget(self._second_step())
        return card

    def _second_step(self) -> QWidget:
        handover = self._handover
        if handover.is_sent and handover.referral is not None:
            state = handover.referral.standing.state or ReferralState.SENT
            chip = StateChip(state_chip(state.value, labels.state_long(state)))
            by = _("Navragen op {day}.").format(day=formats.weekday_and_day(self._sender.answer_by))
            return _Step(
                2, _("Verstuurd"), chip, [Text(by, "caption", "ink2", wrap=True)], done=True
            )
        self.send = Button(_("&Verstuurd"), "send", "primary", self._send, small=True)
        words = _(
            "Druk hierop als het echt weg is. Dan begint de termijn: navragen op {day}."
        ).format(day=formats.weekday_and_day(self._sender.answer_by))
        fields = QHBoxLayout()
        fields.setSpacing(theme().px(8))
        fields.addWidget(Field(_("Ontvanger"), self.receiver), 3)
        fields.addWidget(Field(_("Via"), self.channel), 2)
        box = QWidget()
        box.setLayout(fields)
        fields.setContentsMargins(0, 0, 0, 0)
        self._why_not = Text("", "caption", "warn", wrap=True)
        explain = Text(words, "caption", "ink2", wrap=True)
        return _Step(2, _("Verstuurd"), self.send, [explain, box, self._why_not], done=False)

    def _receiver_typed(self) -> None:
        if not self._edited:
            self._show_mail()
        self._show_readiness()

    def _show_mail(self) -> None:
        mail = self.mail()
        receiver = self.receiver.text().strip() or self._handover.line.provider.name
        self._title.setText(_("Dit gaat naar {receiver}").format(receiver=receiver))
        blocked = self.body.blockSignals(True)
        if mail is None:
            self._to.setText("")
            self._about.setText("")
            name = called(self._handover.resident)
            self.body.setPlainText(_nothing_yet(self._handover.lacking).format(name=name))
        else:
            self._to.setText(_("Aan: {receiver}").format(receiver=mail.receiver))
            self._about.setText(_("Onderwerp: {subject}").format(subject=mail.subject))
            self.body.setPlainText(mail.body)
        self.body.blockSignals(blocked)
        for widget in (self._to, self._about, self._rule, self.copy, self.edit):
            widget.setVisible(mail is not None)

    def _show_readiness(self) -> None:
        self.letter.set_receiver(self.receiver.text())
        if self._handover.is_sent:
            return
        why = self._handover.lacks(self.receiver.text())
        self._why_not.setText(why)
        self._why_not.setVisible(bool(why))
        if why:
            self.send.disable(why)
        else:
            self.send.enable()

    def _typed(self) -> None:
        self._edited = True

    def _toggle_edit(self) -> None:
        editing = self.body.isReadOnly()
        self.body.setReadOnly(not editing)
        self.edit.setText(_("&Klaar") if editing else _("&Wijzigen"))
        if editing:
            self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        mail = self.written()
        if mail is not None:
            QGuiApplication.clipboard().setText(mail.whole)
            self.copied.emit()

    def _send(self) -> None:
        self.send.setEnabled(False)
        self.sent.emit(self.receiver.text().strip(), str(self.channel.value()))


class _Step(QWidget):
    """A number, what the step is, how far it is, and what it takes."""

    def __init__(
        self, number: int, title: str, at_right: QWidget, below: list[QWidget], *, done: bool
    ) -> None:
        super().__init__()
        now = theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(now.px(10))
        row.addWidget(_Badge(number, done=done), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(now.px(6))
        head = QHBoxLayout()
        head.addWidget(Text(title, "body_strong"), 1)
        head.addWidget(at_right)
        column.addLayout(head)
        for widget in below:
            column.addWidget(widget)
        row.addLayout(column, 1)


class _Badge(QWidget):
    """The number of a step in a round, filled when it is done."""

    def __init__(self, number: int, *, done: bool) -> None:
        super().__init__()
        self._number, self._done = number, done
        side = theme().px(24)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme()
        painter = QPainter(self)
        with painting(painter):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.colour("accent" if self._done else "sunken"))
            painter.drawEllipse(self.rect())
        ink = "on-accent" if self._done else "ink2"
        middle = Qt.AlignmentFlag.AlignHCenter
        paint_text(painter, self.rect(), str(self._number), "body_strong", ink, align=middle)


def channels() -> tuple[str, ...]:
    """Return the ways by which a referral leaves the desk or an answer comes in."""
    return (_("e-mail"), _("telefoon"), _("langs geweest"), _("app-bericht"), _("brief"))


def _nothing_yet(lacking: Lack | None) -> str:
    return {
        Lack.GUARDIAN: _(
            "Ouder of voogd is nog niet akkoord. Daarom staat hier nog niets over {name}."
        ),
        Lack.RESTRICTED: _(
            "Het gebruik van de gegevens is beperkt. Daarom staat hier niets over {name}."
        ),
    }.get(
        lacking or Lack.CONSENT,
        _("Er is nog geen toestemming. Daarom staat hier nog niets over {name}."),
    )


def _receiver_of(handover: Handover) -> str:
    if handover.referral is not None and handover.is_sent:
        received = [event.receiver for event in handover.referral.events if event.receiver]
        if received:
            return received[-1]
    return handover.line.offer.contact_name
