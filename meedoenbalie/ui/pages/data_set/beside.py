"""What stands beside the contents: to whom, the checks, and what went before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services.programme_messages import check_name, check_problem
from meedoenbalie.services.sending import CheckResult, DataSetPreview
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card, KeyValueGrid
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.message import Message
from meedoenbalie.ui.widgets.text import Icon, Text


class RecipientCard(Card):
    """The key of the programme team by its fingerprint, and who signs."""

    def __init__(self, choose: Callable[[], object]) -> None:
        super().__init__(_("Aan wie"))
        now = theme()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(6))
        self._who = Text("", "body_strong", wrap=True)
        self._words = Text("", "caption", "ink2", wrap=True)
        self.fingerprint = Text("", "body_strong")
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._signed = Text("", "caption", "ink2", wrap=True)
        self.choose = Button(_("&Sleutel kiezen…"), "key-round", on_click=choose, small=True)
        for part in (self._who, self.fingerprint, self._words):
            column.addWidget(part)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._signed)
        self.add(inside)

    def show_key(self, fingerprint: str) -> None:
        """Show whose key was chosen; an empty fingerprint says that none was."""
        groups = fingerprint.split()
        half = len(groups) // 2
        self.fingerprint.setText("\n".join((" ".join(groups[:half]), " ".join(groups[half:]))))
        self.fingerprint.setAccessibleName(_("Vingerafdruk: {code}").format(code=fingerprint))
        self.fingerprint.setVisible(bool(groups))
        if groups:
            self._who.setText(_("Programmateam: alleen dit team kan het openen"))
            self._words.setText(
                _("Vergelijk deze vingerafdruk met het team, op papier of aan de telefoon.")
            )
            self.choose.setText(_("Andere &sleutel…"))
        else:
            self._who.setText(_("Nog geen sleutel gekozen"))
            self._words.setText(_("Vraag het programmateam om het bestand programme.pub."))

    def show_signer(self, preview: DataSetPreview) -> None:
        """Show with which key the azc signs."""
        if preview.signed_by:
            words = _("Ondertekend door {site}: {code}").format(
                site=preview.site.name, code=preview.signed_by
            )
        else:
            words = _("{site} krijgt bij de eerste set een handtekening.").format(
                site=preview.site.name
            )
        self._signed.setText(words)


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
    """The sets that were made before, newest first."""

    _MOST = 5

    def __init__(self) -> None:
        super().__init__(_("Eerder verstuurd"))

    def show_sets(self, preview: DataSetPreview) -> None:
        """Show number, day and size of the last sets."""
        clear_layout(self.body)
        if not preview.sent_before:
            self.add(Text(_("Nog niets. Dit wordt de eerste set."), "body", "ink2", wrap=True))
            return
        self.add(
            KeyValueGrid(
                (
                    (
                        _("set {number}").format(number=sent.number),
                        ngettext(
                            "{day}, {n} bewoner", "{day}, {n} bewoners", sent.residents
                        ).format(
                            day=formats.weekday_and_day(sent.made_at.date()), n=sent.residents
                        ),
                    )
                    for sent in preview.sent_before[: self._MOST]
                ),
                name_width=64,
            )
        )


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
