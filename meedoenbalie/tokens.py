"""Colours, sizes and type of the house, shared by window and print.

The values stand in ``resources/tokens.json``. Lengths are pixels at 96 dpi and text scale 1.0;
the window multiplies them by the text scale. Names in the file use hyphens where Python uses
underscores. These are named tuples, not dataclasses: the first window waits for this module, and
twenty dataclasses take three times as long to make.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from meedoenbalie.paths import resource_path

TextRole = Literal[
    "caption",
    "caption_strong",
    "body",
    "control",
    "body_strong",
    "card_title",
    "section",
    "screen",
    "figure",
]
"""What a text is in the hierarchy of a page."""

Look = Literal["light", "dark"]
"""The two complete palettes."""


class Palette(NamedTuple):
    """One complete set of colours as ``#RRGGBB``; ``…_soft`` is the fill behind its namesake."""

    canvas: str
    surface: str
    raised: str
    sunken: str
    line: str
    line_strong: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    focus: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    danger: str
    danger_soft: str
    info: str
    info_soft: str
    mdt: str
    mdt_on: str
    taal: str
    taal_soft: str
    taal_ink: str
    own: str
    own_line: str
    h1: str
    h2: str
    h3: str
    h4: str
    h5: str
    nav: str
    nav_sel: str
    tip: str

    def named(self, role: str) -> str:
        """Return the colour of a role such as ``ok-soft``. Raises AttributeError if unknown."""
        return str(getattr(self, role.replace("-", "_")))


class TextStyle(NamedTuple):
    """Height of the letters and of the line in pixels, and the weight (400 is regular)."""

    px: int
    line: int
    weight: int


class Type(NamedTuple):
    """The families and the scale."""

    family: str
    fallback: tuple[str, ...]
    arabic: str
    ethiopic: str
    features: tuple[str, ...]
    minimum_px: int
    text_scale_steps: tuple[float, ...]
    scale: Mapping[TextRole, TextStyle]


class Focus(NamedTuple):
    """The ring around what has the keyboard."""

    width: int
    gap: int
    radius_extra: int


class Space(NamedTuple):
    """Distances."""

    unit: int
    xs: int
    s: int
    m: int
    l: int  # noqa: E741  (a step of the scale: xs s m l xl)
    xl: int
    xxl: int
    screen_margin: int
    panel_gap: int
    panel_padding: int


class Radius(NamedTuple):
    """Roundness of corners."""

    control: int
    panel: int
    chip: int
    filter: int
    event: int


class Line(NamedTuple):
    """Thickness of lines and bars."""

    hair: int
    selection_bar: int
    notice_bar: int


class Size(NamedTuple):
    """Fixed heights and widths of components."""

    language_tile_min: int
    second_language_px: int
    queue_row: int
    nav_width: int
    nav_width_rail: int
    nav_row: int
    head: int
    status_bar: int
    pane_header: int
    button: int
    button_small: int
    input: int
    choice_tile: int
    choice_tile_two_languages: int
    filter_chip: int
    state_chip: int
    icon: int
    icon_row: int
    icon_stroke: float
    avatar: int
    target_minimum: int


class Row(NamedTuple):
    """Heights of rows."""

    table: int
    table_header: int
    table_compact: int
    list_one_line: int
    list_two_lines: int
    list_message: int
    lesson: int


class StateLook(NamedTuple):
    """How a referral state looks; ``ink``, ``fill`` and ``border`` name palette roles."""

    ink: str
    fill: str
    icon: str
    border: str | None


class MarkLook(NamedTuple):
    """How a computed fact looks; ``ink`` names a palette role."""

    ink: str
    icon: str


class MatchLook(NamedTuple):
    """How a verdict looks; ``ink`` and ``fill`` name palette roles."""

    ink: str
    fill: str
    icon: str


class Series(NamedTuple):
    """The colour of one series in a chart, in both palettes."""

    name: str
    light: str
    dark: str


class Breakpoints(NamedTuple):
    """Widths of a pane in em (its width divided by the body letter) where the layout changes."""

    three_panes: int
    two_panes: int
    rail_navigation: int


class Motion(NamedTuple):
    """Times in milliseconds."""

    pane_change: int
    disclosure: int
    undo_notice_visible: int


class Pdf(NamedTuple):
    """Measures of printed pages: millimetres and points."""

    page: str
    margin_mm: float
    body_pt: float
    line_pt: float
    leaflet_body_pt: float
    caption_pt: float
    ink: str
    accent: str


class Tokens(NamedTuple):
    """Everything in the token file."""

    light: Palette
    dark: Palette
    focus: Focus
    type: Type
    space: Space
    radius: Radius
    line: Line
    size: Size
    row: Row
    state: Mapping[str, StateLook]
    mark: Mapping[str, MarkLook]
    match: Mapping[str, MatchLook]
    chart: tuple[Series, ...]
    breakpoints_em: Breakpoints
    motion_ms: Motion
    pdf: Pdf

    def palette(self, look: Look) -> Palette:
        """Return the palette of that look."""
        return self.dark if look == "dark" else self.light


@cache
def tokens() -> Tokens:
    """Return the tokens; the file is read once."""
    raw: dict[str, Any] = json.loads(resource_path("tokens.json").read_text(encoding="utf-8"))
    kind = raw["type"]
    return Tokens(
        light=Palette(**_pythonic(raw["colour"]["light"])),
        dark=Palette(**_pythonic(raw["colour"]["dark"])),
        focus=Focus(**raw["focus"]),
        type=Type(
            family=kind["family"],
            fallback=tuple(kind["fallback"]),
            arabic=kind["arabic"],
            ethiopic=kind["ethiopic"],
            features=tuple(kind["features"]),
            minimum_px=kind["minimum_px"],
            text_scale_steps=tuple(kind["text_scale_steps"]),
            scale={role: TextStyle(**style) for role, style in kind["scale"].items()},
        ),
        space=Space(**raw["space"]),
        radius=Radius(**raw["radius"]),
        line=Line(**raw["line"]),
        size=Size(**raw["size"]),
        row=Row(**raw["row"]),
        state={state: StateLook(**look) for state, look in raw["state"].items()},
        mark={name: MarkLook(**look) for name, look in raw["mark"].items()},
        match={verdict: MatchLook(**look) for verdict, look in raw["match"].items()},
        chart=tuple(Series(**series) for series in raw["chart"]),
        breakpoints_em=Breakpoints(**raw["breakpoints_em"]),
        motion_ms=Motion(**raw["motion_ms"]),
        pdf=Pdf(**raw["pdf"]),
    )


def _pythonic(raw: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("-", "_"): value for name, value in raw.items()}
