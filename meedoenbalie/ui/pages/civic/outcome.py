"""What the rules say of a record, each outcome with its source; and what to ask first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.civic_integration.assess import Assessment
from meedoenbalie.domain.civic_integration.rules import DatedRule
from meedoenbalie.i18n import _, civic, formats
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.text import Text


class Outcome(QWidget):
    """Outcomes below each other. DUO decides; this says so."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        column.addWidget(Text(_("Wat de regels zeggen"), "body_strong"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme().px(10))
        column.addLayout(self._rows)
        column.addWidget(
            Notice(
                _("DUO beslist."),
                _("Zegt de brief van DUO iets anders? Dan geldt de brief."),
                "info",
            )
        )
        column.addStretch(1)

    def show_found(self, found: Assessment | None, today: date) -> None:
        """Show what is said of the saved record; None says that nothing is saved yet."""
        clear_layout(self._rows)
        if found is None:
            words = _(
                "Leg iets vast en sla op. Dan staat hier welke regels gelden en wat nog moet."
            )
            self._rows.addWidget(Text(words, "body", "ink2", wrap=True))
            return
        if found.asks:
            asked = ", ".join(formats.inside(civic.fact(fact)) for fact in found.asks)
            self._rows.addWidget(Notice(_("Vraag dit:"), asked, "attention"))
        for name, value, rule in _lines(found, today):
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(Text(name, "caption", "ink2"))
            column.addWidget(Text(value, "body_strong", wrap=True))
            if rule is not None:
                column.addWidget(Text(_source(rule), "caption", "ink2", wrap=True))
            self._rows.addWidget(box)


def _lines(found: Assessment, today: date) -> Iterator[tuple[str, str, DatedRule | None]]:
    regime, state, unknown = found.regime.value, found.state.value, _("onbekend")
    yield _("Wet"), civic.regime(regime) if regime else unknown, found.regime.rule
    yield _("Stand"), civic.state(state) if state else unknown, found.state.rule
    end = found.term_end.value
    if end is not None:
        days = formats.full_day(end)
        words = _("voorbij sinds {day}") if end < today else _("tot en met {day}")
        yield _("Termijn"), words.format(day=days), found.term_end.rule
    elif found.term_end.asks:
        yield _("Termijn"), unknown, found.term_end.rule
    to_do = found.to_do.value
    if to_do is not None:
        left = [civic.part(part) for part in to_do.parts]
        if to_do.level is not None:
            left.append(_("Nederlands op {level}").format(level=to_do.level.value))
        words = "\n".join(left) or _("niets meer: DUO moet het einde nog vaststellen")
        yield _("Nog te doen"), words, found.to_do.rule
    elif found.to_do.asks:
        yield _("Nog te doen"), unknown, found.to_do.rule


def _source(rule: DatedRule) -> str:
    since = _("{source} · geldt sinds {day}").format(
        source=rule.source, day=formats.full_day(rule.valid_from)
    )
    return f"{since} · {_('nog niet nagekeken')}" if rule.verify else since
