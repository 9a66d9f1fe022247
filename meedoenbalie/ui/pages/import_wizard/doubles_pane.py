"""Rows that may be somebody, or an offer, that is there already: a person decides one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services.import_doubles import RowDouble
from meedoenbalie.services.import_offer_doubles import RowOffer
from meedoenbalie.ui.pages.doubles import words
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Text


class DoublesPane(Surface):
    """The first row that nobody decided about, and three answers of equal weight.

    ``same`` carries the row that is the other person or offer, ``two`` the one that is another,
    ``out`` the one that stays out.
    """

    same = Signal(object)
    two = Signal(object)
    out = Signal(object)

    def __init__(self) -> None:
        super().__init__("surface")
        now = theme()
        self._doubles: list[RowDouble | RowOffer] = []
        column = QVBoxLayout(self)
        pad = now.px(12)
        column.setContentsMargins(pad, now.px(10), pad, now.px(10))
        column.setSpacing(now.px(4))
        head = QHBoxLayout()
        head.addWidget(Text(_("Misschien dubbel"), "body_strong"), 1)
        self._count = Text("", "caption", "ink2")
        head.addWidget(self._count)
        column.addLayout(head)
        self._who = Text("", "body", wrap=True)
        column.addWidget(self._who)
        self._why = Text("", "caption", "ink2", wrap=True)
        column.addWidget(self._why)
        row = QHBoxLayout()
        row.setSpacing(now.px(8))
        self.same_button = Button(_("&Zelfde persoon"), small=True)
        self.two_button = Button(_("&Twee personen"), small=True)
        self.out_button = Button(_("Weg&laten"), small=True)
        for button, signal in (
            (self.same_button, self.same),
            (self.two_button, self.two),
            (self.out_button, self.out),
        ):
            button.clicked.connect(lambda _on=False, told=signal: told.emit(self._doubles[0]))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self.hide()

    def show_doubles(self, doubles: Sequence[RowDouble | RowOffer]) -> None:
        """Show the first of them; nothing when there are none."""
        self._doubles = list(doubles)
        self.setVisible(bool(doubles))
        if not doubles:
            return
        if isinstance(doubles[0], RowOffer):
            self._ask_offer(doubles[0], len(doubles))
        else:
            self._ask_person(doubles[0], len(doubles))
        self.setAccessibleName(f"{self._who.text()}. {self._why.text()}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _ask_person(self, first: RowDouble, n: int) -> None:
        self._count.setText(
            ngettext("{n} rij lijkt op iemand", "{n} rijen lijken op iemand", n).format(n=n)
        )
        who = _("{name}, rij {line}, lijkt op {other}").format(
            name=_name(first.resident), line=first.line, other=_other(first)
        )
        self._who.setText(who)
        differs = words.differs(first.evidence)
        agrees = _("gelijk: {what}").format(what=words.agrees(first.evidence))
        self._why.setText(
            _("{agrees} · anders: {what}").format(agrees=agrees, what=differs)
            if differs
            else agrees
        )
        self.same_button.setText(_("&Zelfde persoon"))
        self.two_button.setText(_("&Twee personen"))
        self.same_button.setToolTip(
            _("De rij vult aan wat van deze persoon nog niet bekend is, en verandert niets.")
        )
        self.two_button.setToolTip(_("De rij komt erbij als iemand anders."))

    def _ask_offer(self, first: RowOffer, n: int) -> None:
        self._count.setText(
            ngettext("{n} rij lijkt op aanbod", "{n} rijen lijken op aanbod", n).format(n=n)
        )
        self._who.setText(
            _("{name}, rij {line}, lijkt op {other}").format(
                name=_called(first.offer), line=first.line, other=_called(first.other)
            )
        )
        otherwise = (
            _("Als u niets kiest, is het hetzelfde aanbod.")
            if first.certain
            else _("Als u niets kiest, komt het erbij als nieuw aanbod.")
        )
        self._why.setText(f"{_when_and_where(first)} {otherwise}")
        self.same_button.setText(_("&Zelfde aanbod"))
        self.two_button.setText(_("&Ander aanbod"))
        self.same_button.setToolTip(_("De rij werkt het bestaande aanbod bij."))
        self.two_button.setToolTip(_("De rij komt erbij als nieuw aanbod."))


def _called(offer: Offer) -> str:
    return _("{name} ({reference})").format(name=offer.title, reference=offer.code)


def _when_and_where(double: RowOffer) -> str:
    """Return place and times of the row and of the stored offer."""
    row, stored = (
        ", ".join(part for part in (offer.place, offer.schedule.text) if part) or "?"
        for offer in (double.offer, double.other)
    )
    return _("In het bestand: {row}. Bij u: {stored}.").format(row=row, stored=stored)


def _name(resident: Resident) -> str:
    return f"{resident.given_name} {resident.family_name}".strip()


def _other(double: RowDouble) -> str:
    name = _name(double.other)
    if double.reference:
        return _("{name} ({reference})").format(name=name, reference=double.reference)
    return _("{name} in rij {line}").format(name=name, line=double.same)
