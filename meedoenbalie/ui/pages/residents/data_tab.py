"""All that is recorded of a resident, and with whom it may be shared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from meedoenbalie.domain.consent import ConsentPurpose
from meedoenbalie.domain.offers import Provider
from meedoenbalie.domain.people import Resident
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.i18n.free_time import availability_text
from meedoenbalie.services.changes import resident_changes
from meedoenbalie.services.messages import field_label
from meedoenbalie.services.registration import Dossier
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.changes_view import ChangesFold
from meedoenbalie.ui.pages.residents.consents import ConsentList
from meedoenbalie.ui.pages.residents.words import languages_text, unknown
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import KeyValueGrid
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Text


class DataTab(Surface):
    """Fields and consents below each other, and who changed what."""

    def __init__(
        self,
        shell: Shell,
        ask: Callable[[UUID, UUID], object],
        withdraw: Callable[[Provider, ConsentPurpose], object],
        look_into: Callable[[UUID], object],
    ) -> None:
        super().__init__("surface")
        self._shell = shell
        now = theme()
        column = QVBoxLayout(self)
        pad = now.px(18)
        column.setContentsMargins(pad, now.px(14), pad, pad)
        column.setSpacing(now.px(10))
        head = QHBoxLayout()
        head.addWidget(Text(_("Gegevens"), "body_strong"))
        head.addStretch(1)
        self._shown: UUID | None = None
        self.rights = Button(
            _("In&zage en wissen…"),
            "shield-check",
            on_click=lambda: look_into(self._shown) if self._shown else None,
            small=True,
        )
        self.civic = Button(
            _("In&burgering…"),
            "landmark",
            on_click=lambda: shell.go("civic", self._shown) if self._shown else None,
            small=True,
        )
        self.transfer = Button(
            _("O&verdragen…"),
            "truck",
            on_click=lambda: shell.go("transfer", self._shown) if self._shown else None,
            small=True,
        )
        head.addWidget(self.transfer)
        head.addWidget(self.civic)
        head.addWidget(self.rights)
        column.addLayout(head)
        # Before they have a place, showing them would open a window of their own.
        self.transfer.setVisible(shell.has("transfer"))
        self.civic.setVisible(shell.has("civic"))
        self._fields = KeyValueGrid(name_width=150)
        column.addWidget(self._fields)
        column.addSpacing(now.px(8))
        column.addWidget(Text(_("Toestemming"), "body_strong"))
        self._consents = ConsentList(ask, withdraw)
        column.addWidget(self._consents)
        self._changes = ChangesFold(shell)
        column.addWidget(self._changes)
        column.addStretch(1)

    def show_dossier(self, dossier: Dossier, today: date) -> None:
        """Show a resident."""
        self._shown = dossier.resident.id
        self._fields.set_pairs(
            [(field_label(field), unknown(text)) for field, text in _fields(dossier.resident)]
        )
        self._consents.show_dossier(dossier, today)
        desk, resident_id = self._shell.desk, dossier.resident.id
        self._changes.about(lambda: resident_changes(desk, resident_id))


def _fields(resident: Resident) -> list[tuple[str, str]]:
    optional = {
        "v_number": resident.v_number or "",
        "native_name": resident.native_name,
        "guardian_kind": labels.guardian_kind(resident.guardian_kind)
        if resident.guardian_kind
        else "",
        "guardian": resident.guardian,
    }
    return [
        ("reference", resident.reference),
        ("given_name", resident.given_name or "–"),
        ("family_name", resident.family_name or "–"),
        *((name, value) for name, value in optional.items() if value),
        ("birth_date", _born(resident)),
        ("languages", languages_text(resident.languages)),
        (
            "preferred_language",
            formats.language_name(resident.preferred_language)
            if resident.preferred_language
            else "",
        ),
        ("dutch_level", resident.dutch_level.value if resident.dutch_level else ""),
        ("literacy", labels.literacy(resident.literacy) if resident.literacy else ""),
        (
            "residence_phase",
            labels.phase(resident.residence_phase) if resident.residence_phase else "",
        ),
        ("arrival_date", formats.full_day(resident.arrival_date) if resident.arrival_date else ""),
        ("interests", ", ".join(resident.interests)),
        *_told(resident),
        ("availability", availability_text(resident.availability)),
        ("commitments", formats.slots(resident.commitments)),
        (
            "weekly_minutes",
            formats.duration(resident.weekly_minutes)
            if resident.weekly_minutes is not None
            else "",
        ),
        (
            "max_travel_minutes",
            formats.duration(resident.max_travel_minutes)
            if resident.max_travel_minutes is not None
            else "",
        ),
        ("contact_channel", resident.contact_channel),
        ("contact_value", resident.contact_value),
        ("notes", resident.notes or "–"),
    ]


def _told(resident: Resident) -> list[tuple[str, str]]:
    """What only the talk asks: shown where it was asked."""
    company, weight, informed = resident.company, resident.week_weight, resident.keep_informed
    told = {
        "own_words": resident.own_words,
        "company": labels.company(company) if company else "",
        "talents": ", ".join(resident.talents),
        "week_weight": labels.week_weight(weight) if weight else "",
        "travel_means": ", ".join(map(labels.travel_means, resident.travel_means)),
        "keep_informed": labels.consent(informed) if informed else "",
    }
    return [(name, text) for name, text in told.items() if text]


def _born(resident: Resident) -> str:
    if resident.birth_date is not None:
        return formats.full_day(resident.birth_date)
    if resident.birth_year is not None:
        return _("alleen het jaar: {year}").format(year=resident.birth_year)
    return ""
