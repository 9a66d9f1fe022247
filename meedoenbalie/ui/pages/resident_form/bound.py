"""An input bound to a field of a resident: how it stands, and what it means."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QVBoxLayout, QWidget

from meedoenbalie.domain.people import Resident
from meedoenbalie.i18n import _
from meedoenbalie.i18n.reasons import resident_reason
from meedoenbalie.services.messages import field_label
from meedoenbalie.ui.pages.resident_form import parsing
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.inputs import Choice, Field, WhyLine
from meedoenbalie.ui.widgets.tag_field import TagField
from meedoenbalie.ui.widgets.text_box import TextBox


@dataclass(frozen=True, slots=True)
class Bound:
    """One input of the form.

    ``raw`` is what stands in it, as typed, and ``set_raw`` puts that back; ``raw_of`` tells how a
    resident would stand in it. ``read`` returns values by name of the field and raises Unreadable.
    ``freeze`` and ``thaw`` are ``raw`` and ``set_raw`` as plain JSON, for a draft.
    """

    name: str
    field: Field
    raw: Callable[[], Any]
    set_raw: Callable[[Any], None]
    raw_of: Callable[[Resident], Any]
    read: Callable[[], dict[str, Any]]
    empty: Any = ""
    freeze: Callable[[], Any] | None = None
    thaw: Callable[[Any], None] | None = None

    def frozen(self) -> Any:
        """Return what stands in it as plain JSON."""
        return self.raw() if self.freeze is None else self.freeze()

    def put_frozen(self, value: Any) -> None:
        """Put back what :meth:`frozen` returned."""
        (self.thaw or self.set_raw)(value)


Changed = Callable[[], object]


def made_field(name: str, box: QWidget, *, optional: bool = True, hint: str = "") -> Field:
    """Return a field with its label from the catalogue of fields."""
    return Field(field_label(name), box, optional=optional, hint=hint)


def with_reason(bound: Bound) -> QWidget:
    """Return the field with the reason why it is asked below it."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme().px(4))
    column.addWidget(bound.field)
    column.addWidget(WhyLine(resident_reason(bound.name), ""))
    column.addStretch(1)
    return box


def line(name: str, changed: Changed, limit: int, *, optional: bool = True) -> Bound:
    """Return a line of text of at most ``limit`` signs."""
    box = TextBox()
    box.setMaxLength(limit)
    box.textEdited.connect(lambda _text: changed())
    return Bound(
        name,
        made_field(name, box, optional=optional),
        box.text,
        box.setText,
        lambda resident: getattr(resident, name),
        lambda: {name: box.text().strip()},
    )


def read_line(
    name: str,
    changed: Changed,
    read: Callable[[str], Any],
    show: Callable[[Any], str],
    hint: str = "",
) -> Bound:
    """Return a line whose text stands for a value, such as a day or hours."""
    box = TextBox()
    box.textEdited.connect(lambda _text: changed())
    return Bound(
        name,
        made_field(name, box, hint=hint),
        box.text,
        box.setText,
        lambda resident: show(getattr(resident, name)),
        lambda: {name: read(box.text())},
    )


def born(changed: Changed) -> Bound:
    """Return the line for a birth date, or the year alone."""
    box = TextBox()
    box.setPlaceholderText(_("dd-mm-jjjj"))
    box.textEdited.connect(lambda _text: changed())

    def read() -> dict[str, Any]:
        day, year = parsing.born(box.text())
        return {"birth_date": day, "birth_year": year}

    return Bound(
        "birth_date",
        made_field("birth_date", box, hint=_("Dag-maand-jaar, of alleen het jaar.")),
        box.text,
        box.setText,
        lambda resident: parsing.born_text(resident.birth_date, resident.birth_year),
        read,
    )


def choice(name: str, changed: Changed, options: list[tuple[str, Any]], empty: Any = None) -> Bound:
    """Return a choice; ``empty`` is the value for *not asked yet*, which stands first."""
    box = Choice([(_("nog niet gevraagd"), empty), *options])
    box.currentIndexChanged.connect(lambda _index: changed())

    def set_raw(value: Any) -> None:
        # What an import or an older version wrote stays what it is, even if it isn't on the list.
        if box.findData(value) < 0:
            box.addItem(str(value), value)
        box.set_value(value)

    return Bound(
        name,
        made_field(name, box),
        box.value,
        set_raw,
        lambda resident: getattr(resident, name),
        lambda: {name: box.value()},
        empty,
    )


def ticks(name: str, changed: Changed, options: list[tuple[str, Any]]) -> Bound:
    """Return boxes to tick, of which any number may be on."""
    box = QWidget()
    row = FlowLayout(box, 14)
    boxes = {value: QCheckBox(text) for text, value in options}
    for tick in boxes.values():
        tick.toggled.connect(lambda _on: changed())
        row.addWidget(tick)
    box.setFocusProxy(next(iter(boxes.values())))

    def raw() -> tuple[Any, ...]:
        return tuple(value for value, tick in boxes.items() if tick.isChecked())

    def set_raw(wanted: Iterable[Any]) -> None:
        on = set(wanted)
        for value, tick in boxes.items():
            tick.setChecked(value in on)

    return Bound(
        name,
        made_field(name, box),
        raw,
        set_raw,
        lambda resident: tuple(value for value in boxes if value in getattr(resident, name)),
        lambda: {name: raw()},
        (),
        lambda: [str(value) for value in raw()],
    )


def tags(name: str, changed: Changed, box: TagField, unknown: str = "") -> Bound:
    """Return a field of several values; ``unknown`` says what to do with a text it can't read."""
    field = made_field(name, box)
    box.changed.connect(lambda: field.set_error(""))
    box.changed.connect(changed)
    box.unknown.connect(lambda text: field.set_error(unknown.format(text=text)))

    def read() -> dict[str, Any]:
        if wrong := box.unreadable():
            raise parsing.Unreadable(unknown.format(text=wrong))
        return {name: box.values()}

    return Bound(
        name,
        field,
        box.values,
        box.set_values,
        lambda resident: getattr(resident, name),
        read,
        (),
        box.as_typed,
        box.put_typed,
    )


def text(name: str, changed: Changed, limit: int) -> Bound:
    """Return a box for a few lines of text."""
    box = QPlainTextEdit()
    box.setTabChangesFocus(True)
    box.setFixedHeight(theme().px(76))
    box.textChanged.connect(changed)

    def read() -> dict[str, Any]:
        typed = box.toPlainText().strip()
        if len(typed) > limit:
            raise parsing.Unreadable(_("Dit is te lang. Er passen {n} tekens in.").format(n=limit))
        return {name: typed}

    return Bound(
        name,
        made_field(name, box),
        box.toPlainText,
        box.setPlainText,
        lambda resident: getattr(resident, name),
        read,
    )
