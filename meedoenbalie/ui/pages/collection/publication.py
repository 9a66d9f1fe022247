"""From the team to the world: publish the figures, or hear what stops them and what cures it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from meedoenbalie.domain.publication.merging import Proposal
from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services.publication_messages import conflict_lines, pair_words, remedy_words
from meedoenbalie.services.publishing import Cure, Publication, StoppedPublication
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.notices import Notice, Tone
from meedoenbalie.ui.widgets.text import Text


class PublicationCard(Card):
    """One button; what stops a publication stands under it, with a button for each cure."""

    wanted = Signal(object)
    """The user wants to publish, with this :class:`Cure` or None."""
    together = Signal(object)
    """The user wants to publish with these two azc's taken together."""

    def __init__(self) -> None:
        super().__init__(_("Publicatie"), "globe")
        self.set_count(_("van team naar buiten"))
        # Its lines wrap, and ask for more height once they know their width.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(10))
        words = _(
            "Kleine aantallen en terugrekenen worden gecontroleerd, ook naast alle eerdere "
            "publicaties."
        )
        self._column.addWidget(Text(words, "caption", "ink2", wrap=True))
        self.publish = Button(
            _("P&ubliceren"), "lock", on_click=lambda: self.wanted.emit(None), small=True
        )
        self._column.addWidget(self.publish, 0, Qt.AlignmentFlag.AlignLeft)
        self._offers = QVBoxLayout()
        self._column.addLayout(self._offers)
        self.offers: list[Button] = []
        self._outcome = QVBoxLayout()
        self._column.addLayout(self._outcome)
        self.cures: dict[Cure, Button] = {}
        self.add(inside)

    def show_outcome(self, outcome: Publication | StoppedPublication) -> None:
        """Say what became of it."""
        self.forget()
        if isinstance(outcome, Publication):
            words = (
                _("Publicatie {number} is gemaakt.")
                if outcome.new
                else _("Dit is publicatie {number}: er is niets veranderd.")
            )
            rest = _("Wat getoond is, is bewaard in de verzameling.")
            strong = words.format(number=outcome.number)
            self._outcome.addWidget(Notice(strong, rest if outcome.new else "", "good"))
            return
        first, *lines = conflict_lines(outcome.conflicts)
        self._outcome.addWidget(Notice(first, "\n".join(lines), "danger"))
        labels = {
            Cure.KEEP: _("Vorige cijfer laten staan"),
            Cure.HIDE: _("Deze cijfers verbergen"),
            Cure.MERGE: _("Deze azc’s samennemen"),
        }
        for remedy in outcome.remedies:
            cure = remedy.cure
            button = Button(labels[cure], on_click=partial(self.wanted.emit, cure), small=True)
            self.cures[cure] = button
            self._outcome.addWidget(Text(remedy_words(remedy), "caption", wrap=True))
            self._outcome.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        wait = _("Of wacht tot er meer veranderd is.")
        if not outcome.remedies:
            wait = _("Wacht met publiceren tot er meer veranderd is.")
        self._outcome.addWidget(Text(wait, "caption", "ink2", wrap=True))

    def show_proposals(self, proposals: Sequence[Proposal], names: Mapping[str, str]) -> None:
        """Offer to take azc's together where that shows more than they do apart."""
        clear_layout(self._offers)
        self.offers = []
        for one in proposals:
            pair = pair_words((names[one.pair[0]], names[one.pair[1]]))
            words = ngettext(
                "{pair} samen tonen {n} cijfer meer dan apart.",
                "{pair} samen tonen {n} cijfers meer dan apart.",
                one.gained,
            ).format(pair=pair, n=one.gained)
            button = Button(
                _("Publiceren &met deze azc’s samen"),
                on_click=partial(self.together.emit, one.pair),
                small=True,
            )
            button.setAccessibleName(_("Publiceren met {pair} samen").format(pair=pair))
            self.offers.append(button)
            self._offers.addWidget(Text(words, "caption", wrap=True))
            self._offers.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_lines(self, said: Sequence[str]) -> None:
        """Say as which publication something that was printed counts, and what was hidden."""
        self.forget()
        first, *lines = said
        tone: Tone = "attention" if lines else "good"
        self._outcome.addWidget(Notice(first, "\n".join(lines), tone))

    def set_busy(self, busy: bool) -> None:
        """Hold everything back while something is being done."""
        for button in (self.publish, *self.offers, *self.cures.values()):
            if busy:
                button.disable(_("Wacht tot het klaar is, of stop het."))
            else:
                button.enable()

    def forget(self) -> None:
        """Forget what became of it."""
        clear_layout(self._outcome)
        self.cures = {}
