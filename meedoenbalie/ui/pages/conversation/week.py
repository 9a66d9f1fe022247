"""The week: free parts, appointments drawn in the planner, hours, weight and travel."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.week import Daypart, FreeDaypart, Weekday
from meedoenbalie.i18n import _, formats
from meedoenbalie.i18n.reasons import spoken_reason
from meedoenbalie.i18n.talk_questions import free_times, question
from meedoenbalie.ui.pages.conversation import asks
from meedoenbalie.ui.pages.conversation.asks import Asking
from meedoenbalie.ui.pages.conversation.step import Step, blocks
from meedoenbalie.ui.pages.resident_form import parsing
from meedoenbalie.ui.pages.resident_form.bound import Bound
from meedoenbalie.ui.pages.resident_form.commitments import CommitmentsEditor, Typed, typed_of
from meedoenbalie.ui.widgets.daypart_grid import DaypartGrid
from meedoenbalie.ui.widgets.drawn_week import DrawnWeek
from meedoenbalie.ui.widgets.inputs import Field, WhyLine
from meedoenbalie.ui.widgets.text import Text
from meedoenbalie.ui.widgets.week import WeekBlock

_DAYS = tuple(Weekday)
_WORKDAYS, _WEEKEND = _DAYS[:5], _DAYS[5:]
_DAYTIME = (Daypart.MORNING, Daypart.AFTERNOON)
_TIMES = {
    "daytime": {(day, part) for day in _WORKDAYS for part in _DAYTIME},
    "evenings": {(day, Daypart.EVENING) for day in _WORKDAYS},
    "weekend": {(day, part) for day in _WEEKEND for part in Daypart},
}


class WeekStep(Step):
    """When somebody can, what is fixed already, and how much a week may hold."""

    def __init__(self, asking: Asking) -> None:
        super().__init__(asking, "week", 4)
        self._usual = asking.tiles(free_times())
        self.grid = DaypartGrid(self._own_name)
        self.planner = DrawnWeek()
        self.editor = CommitmentsEditor()
        self.add(self._free())
        self.add(self._fixed())
        self.add(asks.choice(asking, question("weekly_minutes")))
        self.add(asks.choice(asking, question("week_weight")))
        self.add(asks.choices(asking, question("travel_means")))
        self.add(asks.choice(asking, question("max_travel_minutes")))
        self._usual.changed.connect(self._take_usual)
        self.grid.changed.connect(self._free_changed)
        self.editor.changed.connect(self._fixed_changed)
        self.planner.drawn.connect(self._draw)
        self.planner.removed.connect(self._remove)
        self.settle()

    def settle(self) -> None:
        """Show the free parts and the appointments in the planner."""
        self._show_usual()
        self.planner.set_free(self.grid.free())
        self.planner.set_blocks(list(_blocks(self.editor.typed())))

    def _own_name(self, item: Weekday | Daypart) -> str:
        kind = "day" if isinstance(item, Weekday) else "part"
        return self.asking.beside(f"{kind}.{item.value}")

    def _free(self) -> tuple[Bound, Field]:
        asking = self.asking
        field = Field(
            asking.text("availability"),
            blocks([self._usual, self.grid]),
            translated=asking.beside("availability"),
            why=WhyLine(spoken_reason("availability")),
        )
        field.box.setFocusProxy(self._usual)
        made = Bound(
            "availability",
            field,
            self.grid.free,
            self.grid.set_free,
            lambda resident: resident.availability,
            lambda: {"availability": self.grid.free()},
            (),
            lambda: [[item.day.value, item.daypart.value] for item in self.grid.free()],
            lambda typed: self.grid.set_free(
                FreeDaypart(day=day, daypart=part) for day, part in typed
            ),
        )
        return made, field

    def _fixed(self) -> tuple[Bound, Field]:
        asking = self.asking
        hint = _("Teken met de muis, of met de pijlen: spatie begint en eindigt, Delete haalt weg.")
        field = Field(
            asking.text("commitments"),
            blocks([self.planner, Text(hint, "caption", "ink2", wrap=True), self.editor]),
            optional=True,
            translated=asking.beside("commitments"),
            why=WhyLine(spoken_reason("commitments")),
        )
        field.box.setFocusProxy(self.planner)

        def read() -> dict[str, Any]:
            return {"commitments": self.editor.commitments()}

        def raw_of(resident: Resident) -> Any:
            return typed_of(resident.commitments)

        made = Bound(
            "commitments",
            field,
            self.editor.typed,
            self.editor.set_typed,
            raw_of,
            read,
            (),
            lambda: [list(map(str, line)) for line in self.editor.typed()],
            lambda typed: self.editor.set_typed(
                (d, str(a), str(b), str(c)) for d, a, b, c in typed
            ),
        )
        return made, field

    def _take_usual(self) -> None:
        """Tick the parts that belong to the usual times, and only change those."""
        free = {(item.day, item.daypart) for item in self.grid.free()}
        for name, parts in _TIMES.items():
            if name in self._usual.chosen():
                free |= parts
            elif parts <= free:
                free -= parts
        self.grid.set_free(FreeDaypart(day=day, daypart=part) for day, part in free)

    def _show_usual(self) -> None:
        free = {(item.day, item.daypart) for item in self.grid.free()}
        self._usual.choose(name for name, parts in _TIMES.items() if parts <= free)

    def _free_changed(self) -> None:
        self.planner.set_free(self.grid.free())
        self.asking.changed()

    def _fixed_changed(self) -> None:
        self.planner.set_blocks(list(_blocks(self.editor.typed())))
        self.asking.changed()

    def _draw(self, day: int, start: int, end: int) -> None:
        line = (_DAYS[day], formats.clock(start), formats.clock(end), "")
        self.editor.set_typed((*self.editor.typed(), line))
        self._fixed_changed()

    def _remove(self, day: int, minute: int) -> None:
        left = [line for line in self.editor.typed() if not _covers(line, day, minute)]
        self.editor.set_typed(left)
        self._fixed_changed()


def _blocks(lines: Iterable[Typed]) -> Iterable[WeekBlock]:
    for line in lines:
        times = _times(line)
        if times is not None:
            day = _DAYS.index(Weekday(str(line[0])))
            yield WeekBlock(day, *times, "own", line[3] or _("vast"))


def _covers(line: Typed, day: int, minute: int) -> bool:
    times = _times(line)
    same = _DAYS.index(Weekday(str(line[0]))) == day
    return times is not None and same and times[0] <= minute < times[1]


def _times(line: Typed) -> tuple[int, int] | None:
    """Begin and end of a line; None while it is half-typed."""
    try:
        start, end = parsing.time(line[1]), parsing.time(line[2])
    except parsing.Unreadable:
        return None
    return (start, end) if start < end else None
