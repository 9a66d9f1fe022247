"""What somebody else changed while a form was open, field by field: one chooses, and saves."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, formats
from meedoenbalie.services.edited_at_once import ChangedField, Meanwhile
from meedoenbalie.ui.ask import AskDialog
from meedoenbalie.ui.page import Page
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.text import Text

_WIDTH = 560
_INDENT = 26


class ConflictDialog(AskDialog):
    """The fields that both changed, each with the two values to choose from; and the others.

    ``ended`` carries the names of the fields of which the other's value was chosen. Nothing is
    chosen beforehand, so that nobody overwrites anything by pressing Enter.
    """

    def __init__(self, page: Page, found: Meanwhile) -> None:
        super().__init__(
            page,
            _("Iemand anders heeft dit intussen gewijzigd"),
            _introduction(found),
            _("&Opslaan"),
            width=_WIDTH,
        )
        self._chosen: dict[str, QButtonGroup] = {}
        who = found.by or _("de ander")
        for field in found.to_choose:
            self.column.addWidget(self._question(field, who))
        others = [field for field in found.fields if field.mine is None]
        if others:
            self.column.addWidget(_others(others))
        self._look()

    def act(self) -> None:
        """Say which values of the other were chosen; the form saves."""
        theirs = [name for name, group in self._chosen.items() if group.checkedId() == 1]
        self.ended.emit(theirs)
        self.accept()

    def _question(self, field: ChangedField, who: str) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addWidget(Text(field.label, "body_strong"))
        column.addWidget(Text(_("Was: {value}").format(value=_shown(field.was)), "caption", "ink2"))
        group = QButtonGroup(box)
        answers = (
            (_("Van u"), _shown(field.mine or "")),
            (_("Van {who}").format(who=who), _shown(field.theirs)),
        )
        for number, (words, value) in enumerate(answers):
            button = QRadioButton(words.replace("&", "&&"))
            button.setAccessibleName(f"{field.label}: {words}: {value}")
            group.addButton(button, number)
            column.addWidget(button)
            # Below it, because the text of a button doesn't wrap.
            said = Text(value, "body", wrap=True)
            said.setContentsMargins(theme().px(_INDENT), 0, 0, 0)
            column.addWidget(said)
        group.idClicked.connect(self._look)
        self._chosen[field.name] = group
        return box

    def _look(self, *_pressed: object) -> None:
        if all(group.checkedId() >= 0 for group in self._chosen.values()):
            self.button.enable()
        else:
            self.button.disable(_("Kies bij elk veld wat blijft."))


def _introduction(found: Meanwhile) -> str:
    rest = (
        _("U wijzigde hetzelfde. Kies bij elk veld wat blijft.")
        if found.to_choose
        else _("U wijzigde iets anders. Als u opslaat, blijft allebei staan.")
    )
    if not found.by or found.at is None:
        return rest
    who = _("{who} sloeg op om {time}.").format(who=found.by, time=formats.time_of(found.at))
    return f"{who} {rest}"


def _others(fields: Iterable[ChangedField]) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme().px(4))
    column.addWidget(Text(_("Ook gewijzigd, en dat blijft zo"), "body_strong"))
    for field in fields:
        words = _("{label}: was {old}, is nu {new}").format(
            label=field.label, old=_shown(field.was), new=_shown(field.theirs)
        )
        column.addWidget(Text(words, "body", "ink2", wrap=True))
    return box


def _shown(value: str) -> str:
    return value or _("niets")
