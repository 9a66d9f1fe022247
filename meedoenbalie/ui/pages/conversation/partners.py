"""Asking about partners in the talk: each that is named, for each purpose."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.domain.consent import ConsentAnswer, ConsentPurpose
from meedoenbalie.domain.offers import Provider
from meedoenbalie.i18n import _
from meedoenbalie.i18n.talk_questions import Question, consent_answers
from meedoenbalie.ui.pages.conversation import asks
from meedoenbalie.ui.pages.conversation.asks import Asking
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.answer_tiles import AnswerTiles
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Choice
from meedoenbalie.ui.widgets.layout import clear_layout, in_order_before
from meedoenbalie.ui.widgets.text import OwnText, Text

Answers = Mapping[str, str | None]
"""The answer for each partner and purpose, as a draft keeps it; None while there is none."""

QUESTIONS = {
    ConsentPurpose.REFERRAL: ("partner", "partner.why"),
    ConsentPurpose.PROGRESS: ("progress",),
}
"""The keys of the texts that ask for each purpose."""


class PartnerAnswers(QWidget):
    """Choosing a partner, and its answers; a partner is asked about only when it is named."""

    def __init__(
        self, asking: Asking, partners: Sequence[Provider], settled: Callable[[], object]
    ) -> None:
        super().__init__()
        self._asking, self._settled = asking, settled
        self._partners = {str(one.id): one for one in partners}
        self._rows: dict[str, dict[ConsentPurpose, AnswerTiles]] = {}
        self._waiting: dict[str, str | None] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(12))
        self._list = QVBoxLayout()
        self._list.setSpacing(theme().px(12))
        column.addLayout(self._list)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        self._which = Choice([(one.name, key) for key, one in self._partners.items()])
        self._which.setAccessibleName(_("Partner"))
        self._add = Button(_("&Partner vragen"), "plus", on_click=self._name_partner, small=True)
        self._add.setEnabled(bool(self._partners))
        row.addWidget(self._which, 1)
        row.addWidget(self._add)
        row.addStretch(1)
        column.addLayout(row)
        self.setFocusProxy(self._which)

    def anybody(self) -> bool:
        """Tell whether a partner is named."""
        return bool(self._rows)

    def set_partners(self, partners: Sequence[Provider]) -> None:
        """Take the partners that there are now; answers stay, also of those who come later."""
        answers = self.raw()
        self._partners = {str(one.id): one for one in partners}
        self._which.clear()
        for key, one in self._partners.items():
            self._which.addItem(one.name, key)
        self._add.setEnabled(bool(self._partners))
        self.put(answers)

    def given(self) -> dict[tuple[UUID, ConsentPurpose], ConsentAnswer]:
        """Return what was answered, by partner and purpose."""
        return {
            (UUID(partner), purpose): ConsentAnswer(str(chosen))
            for partner, asked in self._rows.items()
            for purpose, tiles in asked.items()
            for chosen in tiles.chosen()
        }

    def raw(self) -> dict[str, str | None]:
        """Return the answers as a draft keeps them, with the partners that have none."""
        found = dict(self._waiting)
        for partner, asked in self._rows.items():
            for purpose, tiles in asked.items():
                chosen = next(iter(tiles.chosen()), None)
                found[_key(partner, purpose)] = None if chosen is None else str(chosen)
        return found

    def put(self, answers: Answers) -> None:
        """Show the answers of a draft."""
        clear_layout(self._list)
        self._rows = {}
        # The partners may still be on their way from the store when a draft comes back.
        self._waiting = {
            key: one for key, one in answers.items() if _partner(key) not in self._partners
        }
        for partner in dict.fromkeys(_partner(key) for key in answers):
            if partner in self._partners:
                self._rows[partner] = {}
                for purpose in ConsentPurpose:
                    self._ask(partner, purpose, answers.get(_key(partner, purpose)))
        self._settled()

    def _ask(self, partner: str, purpose: ConsentPurpose, answer: str | None) -> None:
        tiles = self._asking.tiles(Question(QUESTIONS[purpose][0], consent_answers()))
        tiles.choose(() if answer is None else (answer,))
        self._rows[partner][purpose] = tiles
        away = self._away(partner) if purpose is ConsentPurpose.REFERRAL else None
        self._list.addWidget(self._question(partner, purpose, tiles, away))
        in_order_before(self._which, *tiles.tiles(), *([away] if away else []))

    def _question(
        self, partner: str, purpose: ConsentPurpose, tiles: AnswerTiles, away: Button | None
    ) -> QWidget:
        name = self._partners[partner].name
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        top = QHBoxLayout()
        # Isolated, so that a Latin name keeps its place in a line from the right.
        isolated = f"\u2068{name}\u2069"
        keys = QUESTIONS[purpose]
        words = [self._asking.text(key).format(partner=name) for key in keys]
        beside = [self._asking.beside(key).replace("{partner}", isolated) for key in keys]
        parts: list[QWidget] = [Text(words[0], "body_strong", wrap=True)]
        parts += [Text(more, "body", "ink2", wrap=True) for more in words[1:]]
        parts += [OwnText(own) for own in beside if own]
        top.addWidget(asks.stacked(*parts), 1)
        if away is not None:
            top.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(tiles)
        tiles.setAccessibleName(" ".join(words))
        return box

    def _away(self, partner: str) -> Button:
        return Button(
            _("{name} weghalen").format(name=self._partners[partner].name),
            "x",
            "quiet",
            lambda: self._take_away(partner),
            icon_only=True,
        )

    def _name_partner(self) -> None:
        partner = str(self._which.value())
        if partner not in self._rows:
            self.put({**self.raw(), partner: None})
            self._asking.changed()
        self._rows[partner][ConsentPurpose.REFERRAL].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_away(self, partner: str) -> None:
        self.put({key: one for key, one in self.raw().items() if _partner(key) != partner})
        self._which.setFocus(Qt.FocusReason.OtherFocusReason)
        self._asking.changed()


def _key(partner: str, purpose: ConsentPurpose) -> str:
    """The name in a draft; that of a referral is the partner alone, as in older drafts."""
    return partner if purpose is ConsentPurpose.REFERRAL else f"{partner} {purpose.value}"


def _partner(key: str) -> str:
    return key.partition(" ")[0]
