"""What stands in the inputs of a form, as plain JSON, and putting it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QLineEdit, QPlainTextEdit, QWidget

from meedoenbalie.services.drafts import Typed
from meedoenbalie.ui.widgets.date_list import DateList, to_date, to_qdate
from meedoenbalie.ui.widgets.tag_field import TagField


class Boxes:
    """Inputs by name. What stands in them when this is made, or after :meth:`saved`, is saved."""

    def __init__(self, boxes: Mapping[str, QWidget]) -> None:
        self._boxes = boxes
        self.saved()

    def saved(self) -> None:
        """Take what stands there as saved."""
        self._start = {name: freeze(box) for name, box in self._boxes.items()}

    def typed(self) -> dict[str, Any]:
        """Return what stands otherwise than it is saved."""
        return with_typed(self._start, {name: freeze(box) for name, box in self._boxes.items()})

    def put(self, typed: Typed) -> None:
        """Put back what was typed before."""
        restored(lambda name, value: thaw(self._boxes[name], value), typed)

    def reset(self) -> None:
        """Show what is saved."""
        self.put(self._start)

    def listen(self, act: Callable[..., object]) -> None:
        """Call ``act`` when something is typed or chosen."""
        for box in self._boxes.values():
            listen(box, act)


def with_typed(start: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """Return the inputs of ``now`` that stand otherwise than at the start."""
    return {name: value for name, value in now.items() if value != start.get(name)}


def restored(put: Callable[[str, Any], object], typed: Typed) -> None:
    """Put values back one by one; what no input can take any more is left out."""
    for name, value in typed.items():
        try:
            put(name, value)
        except (KeyError, TypeError, ValueError):
            continue


def freeze(box: QWidget) -> Any:
    """Return what stands in an input."""
    match box:
        case QLineEdit():
            return box.text()
        case QPlainTextEdit():
            return box.toPlainText()
        case QCheckBox():
            return box.isChecked()
        case QComboBox():
            return str(box.currentData())
        case QDateEdit():
            return to_date(box.date()).isoformat()
        case DateList():
            return [day.isoformat() for day in box.dates()]
        case TagField():
            return box.as_typed()
        case _:
            return [tick.isChecked() for tick in _ticks(box)]


def thaw(box: QWidget, value: Any) -> None:
    """Put back what :func:`freeze` returned. Raises TypeError or ValueError when it can't be."""
    match box:
        case QLineEdit():
            box.setText(str(value))
        case QPlainTextEdit():
            box.setPlainText(str(value))
        case QCheckBox():
            box.setChecked(bool(value))
        case QComboBox():
            known = [str(box.itemData(place)) for place in range(box.count())]
            box.setCurrentIndex(known.index(value))
        case QDateEdit():
            box.setDate(to_qdate(date.fromisoformat(value)))
        case DateList():
            box.set_dates(date.fromisoformat(day) for day in value)
        case TagField():
            box.put_typed(value)
        case _:
            for tick, on in zip(_ticks(box), value, strict=True):
                tick.setChecked(bool(on))


def listen(box: QWidget, act: Callable[..., object]) -> None:
    """Call ``act`` when something is typed or chosen in an input."""
    match box:
        case QLineEdit() | QPlainTextEdit():
            box.textChanged.connect(act)
        case QCheckBox():
            box.toggled.connect(act)
        case QComboBox():
            box.currentIndexChanged.connect(act)
        case QDateEdit():
            box.dateChanged.connect(act)
        case DateList() | TagField():
            box.changed.connect(act)
        case _:
            for tick in _ticks(box):
                tick.toggled.connect(act)


def _ticks(box: QWidget) -> list[QCheckBox]:
    return box.findChildren(QCheckBox)
