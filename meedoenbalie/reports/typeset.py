"""The one door to Typst: tagged, accessible PDF (PDF/UA-1) from a template and data.

Templates lie in ``resources/typst``. They get their words and figures as data, never as markup, so
that no text of a user can become an instruction. Nothing is fetched: packages and system fonts are
off.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

import typst

from meedoenbalie.paths import resource_path
from meedoenbalie.reports.problems import CannotTypeset
from meedoenbalie.reports.script_fonts import font_folder
from meedoenbalie.tokens import tokens


def typeset(template: str, data: dict[str, Any], made_on: date) -> bytes:
    """Return the PDF of a template (``leaflet`` for ``leaflet.typ``) filled with data.

    ``data`` is plain JSON. ``made_on`` is the day that the document says it was made on: the same
    data on the same day gives the same bytes. Raises CannotTypeset, FontMissing and OSError.
    """
    noon = datetime.combine(made_on, time(12), UTC)
    made: bytes = _compiled(
        template,
        data,
        made_on,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(noon.timestamp()),
    )
    return made


def typeset_pages(
    template: str, data: dict[str, Any], made_on: date, dots_an_inch: float
) -> tuple[bytes, ...]:
    """Return the pages of a template as PNG, to be looked at. Raises what ``typeset`` raises."""
    made = _compiled(template, data, made_on, format="png", ppi=dots_an_inch)
    return tuple(made) if isinstance(made, list) else (made,)


def _compiled(template: str, data: dict[str, Any], made_on: date, **how: Any) -> Any:
    inputs = {
        "data": json.dumps(data, ensure_ascii=False),
        "tokens": _token_values(),
        "day": made_on.isoformat(),
    }
    try:
        return typst.compile(
            resource_path(f"typst/{template}.typ"),
            root=resource_path("typst"),
            font_paths=_fonts(),
            sys_inputs=inputs,
            **how,
        )
    except typst.TypstError as error:
        message = str(error)
        if "could not be displayed" in message:
            raise CannotTypeset("missing_glyph", _quoted(message)) from error
        raise CannotTypeset("template") from error


def _quoted(message: str) -> str:
    return message.split('"')[1] if message.count('"') >= 2 else ""


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[font_folder()],
    )


@cache
def _token_values() -> str:
    palette = tokens().light
    return json.dumps({name.replace("_", "-"): value for name, value in palette._asdict().items()})
