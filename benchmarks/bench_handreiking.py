"""The handreiking of 100 lessons, against bare Typst on the same source and data."""

import json
from datetime import UTC, date, datetime
from typing import Any

import typst

from benchmarks.measure import Result, in_turns
from meedoenbalie.domain.handreiking import Guide, GuideLesson
from meedoenbalie.domain.lessons import LessonPhase, WorkingElement
from meedoenbalie.paths import resource_path
from meedoenbalie.reports import handreiking, typeset

DAY = date(2026, 11, 24)
LESSONS = 100


def run() -> list[Result]:
    guide = a_guide()
    inputs: dict[str, str] = {}

    def catch(template: str, data: dict[str, Any], made_on: date) -> bytes:
        inputs["data"] = json.dumps(data, ensure_ascii=False)
        return typeset.typeset(template, data, made_on)

    real = handreiking.typeset
    handreiking.typeset = catch
    try:
        handreiking.render(guide, (), demo=False)
    finally:
        handreiking.typeset = real
    inputs |= {"tokens": typeset._token_values(), "day": DAY.isoformat()}

    def bare() -> object:
        return typst.compile(
            resource_path("typst/handreiking.typ"),
            root=resource_path("typst"),
            font_paths=typeset._fonts(),
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=["ua-1"],
            timestamp=int(datetime(2026, 11, 24, 12, tzinfo=UTC).timestamp()),
        )

    ours, plain = in_turns(lambda: handreiking.render(guide, (), demo=False), bare)
    return [Result(f"handreiking of {LESSONS} lessons", ours, "bare Typst", plain, goal=1.5)]


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
