"""The handreiking of 100 lessons and 60 charts, against bare Typst on the same source and data.

And the page of a changed chapter, as it stands beside the form.
"""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import typst

from benchmarks.measure import Result, in_turns
from meedoenbalie.domain.handreiking import Guide, GuideLesson
from meedoenbalie.domain.lesson_figures import PrintedFigure
from meedoenbalie.domain.lessons import LessonPhase, WorkingElement
from meedoenbalie.domain.live_query import Query
from meedoenbalie.paths import resource_path
from meedoenbalie.reports import handreiking, typeset

DAY = date(2026, 11, 24)
LESSONS, CHARTS = 100, 60
DOTS = 110.0
"""As sharp as beside the form."""


def run() -> list[Result]:
    guide = a_guide()
    versions = count(1)

    def changed() -> Guide:
        # Another text each time: Typst remembers the pages that it made before.
        first = replace(guide.lessons[0], tip=f"Teken de week, versie {next(versions)}.")
        return replace(guide, lessons=[first, *guide.lessons[1:]])

    noon = int(datetime(2026, 11, 24, 12, tzinfo=UTC).timestamp())
    whole = {"format": "pdf", "pdf_standards": ["ua-1"], "timestamp": noon}
    return [
        _against_bare(
            f"handreiking of {LESSONS} lessons, {CHARTS} charts",
            "typeset",
            lambda: handreiking.render(changed(), (), demo=False),
            whole,
        ),
        _against_bare(
            f"a changed chapter of {LESSONS // 5} lessons",
            "typeset_pages",
            lambda: handreiking.render_chapter(changed(), guide.lessons[0].phase, DOTS),
            {"format": "png", "ppi": DOTS},
        ),
    ]


def _against_bare(
    name: str, engine: str, ours: Callable[[], object], how: dict[str, Any]
) -> Result:
    """Measure in turns with Typst on the template and data that were given to the engine."""
    caught: dict[str, str] = {}
    real = getattr(handreiking, engine)

    def catch(template: str, data: dict[str, Any], *rest: Any) -> object:
        caught.update(template=template, data=json.dumps(data, ensure_ascii=False))
        return real(template, data, *rest)

    setattr(handreiking, engine, catch)
    try:
        ours()
    finally:
        setattr(handreiking, engine, real)
    template = caught.pop("template")
    inputs = {**caught, "tokens": typeset._token_values(), "day": DAY.isoformat()}
    versions = count(1_000)

    def bare() -> object:
        # Changed as well, and where ours is: in the tip of the first lesson.
        version = re.sub(r"versie \d+", f"versie {next(versions)}", inputs["data"])
        return typst.compile(
            resource_path(f"typst/{template}.typ"),
            root=resource_path("typst"),
            font_paths=typeset._fonts(),
            sys_inputs={**inputs, "data": version},
            **how,
        )

    mine, plain = in_turns(ours, bare)
    return Result(name, mine, "bare Typst", plain, goal=1.5)


def a_guide() -> Guide:
    phases, elements = list(LessonPhase), list(WorkingElement)
    return Guide(
        lessons=[
            GuideLesson(
                phase=phases[n % len(phases)],
                element=elements[n % len(elements)],
                situation=f"De week van jongere {n} was vol, en niemand wist waarmee.",
                what_worked="Eerst het rooster tekenen, dan pas kijken wat er is.",
                tip=f"Teken de week samen, keer {n}.",
                site=f"azc {n % 4}",
                evidence="Acht van de tien kwamen.",
                figures=(a_figure(n),) if n < CHARTS else (),
                name=f"A{n % 4}/L{n:02d}",
            )
            for n in range(LESSONS)
        ],
        sites=[f"azc {n}" for n in range(4)],
        reached={"informed": 410, "referred": 250, "accepted": 150, "started": 115},
        reasons={"full": 20, "moved": 17, "travel": 12, "other": 4},
        first_week="2026-W19",
        last_week="2026-W48",
        made_on=DAY,
    )


def a_figure(number: int) -> PrintedFigure:
    shown = {"reached": 20 + 5 * (number % 5), "base": 60}
    moment = datetime(2026, 11, 24, 12, tzinfo=UTC)
    return PrintedFigure(str(number), f"Wie begon, keer {number}", Query(), shown, moment, "0" * 64)
