"""What stands beside the contents: to whom, the checks, and what went before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.domain.data_sets import DataSetSent
from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services.programme_messages import check_name, check_problem
from meedoenbalie.services.programme_pins import Judged, Standing
from meedoenbalie.services.sending import CheckResult, DataSetPreview
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card, KeyValueGrid
from meedoenbalie.ui.widgets.fingerprint import Fingerprint
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.message import Message
from meedoenbalie.ui.widgets.text import Icon, Text


class RecipientCard(Card):
    """The key of the programme team by its fingerprint, beside the one that is pinned here."""

    def __init__(self, choose: Callable[[], object], agreed: Callable[[], object]) -> None:
        super().__init__(_("Aan wie"))
        now = theme()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(6))
        self._who = Text("", "body_strong", wrap=True)
        self._words = Text("", "caption", "ink2", wrap=True)
        self.fingerprint = Fingerprint()
        self.choose = Button(_("&Sleutel kiezen…"), "key-round", on_click=choose, small=True)
        self.agrees = Button(_("Vingerafdruk &klopt"), "check", on_click=agreed, small=True)
        for part in (self._who, self.fingerprint, self._words):
            column.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(now.px(8))
        buttons.addWidget(self.agrees)
        buttons.addWidget(self.choose)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.add(inside)

    def show_key(self, judged: Judged | None) -> None:
        """Show which key was chosen and how it stands to the pinned one; None: none was."""
        self.fingerprint.show_code(judged.card.fingerprint if judged is not None else "")
        compare = (Standing.VOUCHED, Standing.OTHER, Standing.AFTER_REVOKED)
        self.agrees.setVisible(judged is not None and judged.standing in compare)
        if judged is None:
            self._who.setText(_("Nog geen sleutel gekozen"))
            self._words.setText(_("Vraag het programmateam om het bestand programme.pub."))
            return
        self.choose.setText(_("Andere &sleutel…"))
        who, words = _standing_words(judged)
        self._who.setText(who)
        self._words.setText(words)


class SignerCard(Card):
    """The key with which the azc signs, and what can be done with it."""

    def __init__(self, roll: Callable[[], object], revoke: Callable[[], object]) -> None:
        super().__init__(_("Handtekening van het azc"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        self.fingerprint = Fingerprint()
        self._words = Text("", "caption", "ink2", wrap=True)
        self.roll = Button(_("Ve&rnieuwen…"), "refresh-cw", on_click=roll, small=True)
        self.roll.setAccessibleName(_("Sleutel van het azc vernieuwen…"))
        self.revoke = Button(_("&Intrekken…"), "ban", "danger", on_click=revoke, small=True)
        self.revoke.setAccessibleName(_("Sleutel van het azc intrekken…"))
        column.addWidget(self.fingerprint)
        column.addWidget(self._words)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme().px(8))
        buttons.addWidget(self.roll)
        buttons.addWidget(self.revoke)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.add(inside)

    def show_signer(self, preview: DataSetPreview) -> None:
        """Show with which key the azc signs; before the first set there is none."""
        known = bool(preview.signed_by)
        self.fingerprint.show_code(preview.signed_by)
        for button in (self.roll, self.revoke):
            button.setVisible(known)
        site = preview.site.name
        if known:
            words = _("{site} tekent hiermee. Lees dit voor als het programmateam erom vraagt.")
        else:
            words = _("{site} krijgt bij de eerste set een handtekening.")
        self._words.setText(words.format(site=site))


class ChecksCard(Card):
    """A line per check: passed, or failed with what to do."""

    def __init__(self) -> None:
        super().__init__(_("Controles"))

    def show_checks(self, checks: tuple[CheckResult, ...]) -> None:
        """Show the results."""
        clear_layout(self.body)
        passed = sum(check.passed for check in checks)
        failed = len(checks) - passed
        words = _("{passed} goed").format(passed=passed)
        if failed:
            words = _("{passed} goed · {failed} oplossen").format(passed=passed, failed=failed)
        self.set_count(words)
        for check in checks:
            self.add(_check_line(check))


class EarlierCard(Card):
    """The sets that were made before, newest first, and taking the last one back."""

    _MOST = 5

    def __init__(self, withdraw: Callable[[], object]) -> None:
        super().__init__(_("Eerder verstuurd"))
        self.withdraw: Button | None = None
        self._ask = withdraw

    def show_sets(self, preview: DataSetPreview) -> None:
        """Show number, day and size of the last sets."""
        clear_layout(self.body)
        self.withdraw = None
        if not preview.sent_before:
            self.add(Text(_("Nog niets. Dit wordt de eerste set."), "body", "ink2", wrap=True))
            return
        gone_up_to = max((s.number for s in preview.sent_before if s.withdrawn_at), default=0)
        self.add(
            KeyValueGrid(
                (
                    (_("set {number}").format(number=sent.number), _sent_words(sent, gone_up_to))
                    for sent in preview.sent_before[: self._MOST]
                ),
                name_width=64,
            )
        )
        self.withdraw = Button(
            _("Laatste set in&trekken…"), "undo-2", "danger", on_click=self._ask, small=True
        )
        self.add(_at_left(self.withdraw))


def _sent_words(sent: DataSetSent, gone_up_to: int) -> str:
    words = ngettext("{day}, {n} bewoner", "{day}, {n} bewoners", sent.residents).format(
        day=formats.weekday_and_day(sent.made_at.date()), n=sent.residents
    )
    if sent.number <= gone_up_to:
        return _("{words}, ingetrokken").format(words=words)
    return words


def _at_left(button: Button) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(button)
    row.addStretch(1)
    return line


def _standing_words(judged: Judged) -> tuple[str, str]:
    """Say in a few words whose key it is, and what to do before it is used."""
    mine = _("Programmateam: alleen dit team kan het openen")
    call = _("Bel het team op een nummer dat u al kent. Oud was {old}.")
    return {
        Standing.FIRST: (
            mine,
            _(
                "Vergelijk deze vingerafdruk met het team, op papier of aan de telefoon. Bij de "
                "eerste set wordt deze sleutel vastgelegd."
            ),
        ),
        Standing.PINNED: (mine, _("Dit is de sleutel die hier is vastgelegd.")),
        Standing.VOUCHED: (
            _("Nieuwe sleutel van het team"),
            " ".join((_("De oude sleutel staat ervoor in."), call.format(old=judged.old))),
        ),
        Standing.OTHER: (
            _("Let op: een andere sleutel dan hier is vastgelegd"),
            " ".join((_("Misschien verwisselde iemand het bestand."), call.format(old=judged.old))),
        ),
        Standing.AFTER_REVOKED: (
            _("Let op: het team heeft zijn oude sleutel ingetrokken"),
            _("Bel het team op een nummer dat u al kent en vergelijk deze nieuwe vingerafdruk."),
        ),
        Standing.REVOKED: (
            _("Let op: het team heeft deze sleutel ingetrokken"),
            _("Een ander kan hem hebben. Vraag het team om de nieuwe."),
        ),
    }[judged.standing]


def _check_line(check: CheckResult) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().px(10))
    icon, ink = ("check", "ok") if check.passed else ("circle-x", "danger")
    row.addWidget(Icon(icon, ink), 0, Qt.AlignmentFlag.AlignTop)
    name = check_name(check.check)
    words = Message(name, "" if check.passed else check_problem(check))
    state = _("goed") if check.passed else _("niet goed")
    words.setAccessibleName(f"{state}: {words.text()}")
    row.addWidget(words, 1)
    return line
