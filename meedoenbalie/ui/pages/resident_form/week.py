"""The week of a resident as inputs: what is free, and what is fixed."""

from __future__ import annotations

from meedoenbalie.domain.week import FreeDaypart
from meedoenbalie.ui.pages.resident_form import bound
from meedoenbalie.ui.pages.resident_form.bound import Bound
from meedoenbalie.ui.pages.resident_form.commitments import CommitmentsEditor, typed_of
from meedoenbalie.ui.widgets.daypart_grid import DaypartGrid


def free_times(changed: bound.Changed) -> Bound:
    """Return the free parts of the week."""
    grid = DaypartGrid()
    grid.changed.connect(changed)
    return Bound(
        "availability",
        bound.made_field("availability", grid),
        grid.free,
        grid.set_free,
        lambda resident: resident.availability,
        lambda: {"availability": grid.free()},
        (),
        lambda: [[item.day.value, item.daypart.value] for item in grid.free()],
        lambda typed: grid.set_free(FreeDaypart(day=day, daypart=part) for day, part in typed),
    )


def appointments(changed: bound.Changed) -> Bound:
    """Return the own appointments."""
    editor = CommitmentsEditor()
    editor.changed.connect(changed)
    return Bound(
        "commitments",
        bound.made_field("commitments", editor),
        editor.typed,
        editor.set_typed,
        lambda resident: typed_of(resident.commitments),
        lambda: {"commitments": editor.commitments()},
        (),
        lambda: [list(map(str, line)) for line in editor.typed()],
        lambda typed: editor.set_typed((day, str(a), str(b), str(c)) for day, a, b, c in typed),
    )
