"""The tokens: enough contrast in both palettes, and every icon exists."""

from __future__ import annotations

import pytest

from meedoenbalie.tokens import Look, tokens
from meedoenbalie.ui.icons import require_icon
from meedoenbalie.ui.theme import Theme

TEXT, PART = 4.5, 3.0
"""WCAG 2.2: contrast of a text, and of a part of a control or a graphic."""

TEXT_ON = {
    "ink": "surface canvas sunken accent-soft warn-soft info-soft ok-soft danger-soft own raised "
    "nav nav-sel taal-soft h1 h2 h3",
    "canvas": "tip",
    "ink2": "surface canvas sunken raised accent-soft nav nav-sel info-soft",
    "ink3": "surface canvas sunken raised accent-soft",
    "accent": "surface canvas accent-soft nav nav-sel",
    "on-accent": "accent accent-hover h4 h5",
    "ok": "surface ok-soft accent-soft",
    "warn": "surface warn-soft accent-soft",
    "danger": "surface danger-soft accent-soft sunken",
    "info": "surface info-soft",
    "mdt-on": "mdt",
    "taal-ink": "taal-soft",
}
PART_ON = {
    "taal": "surface taal-soft",
    "mdt": "surface",
    "line-strong": "surface raised canvas",
    "own-line": "surface",
    "focus": "surface canvas accent-soft",
}
LOOKS: tuple[Look, ...] = ("light", "dark")


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("pairs", "least"), [(TEXT_ON, TEXT), (PART_ON, PART)])
def test_everything_can_be_read(look: Look, pairs: dict[str, str], least: float) -> None:
    palette = tokens().palette(look)
    too_weak = [
        (ink, ground)
        for ink, grounds in pairs.items()
        for ground in grounds.split()
        if contrast(palette.named(ink), palette.named(ground)) < least
    ]
    assert not too_weak


@pytest.mark.parametrize("theme", LOOKS)
def test_every_state_and_verdict_can_be_read_and_has_a_sign(theme: Look) -> None:
    palette = tokens().palette(theme)
    chips = [(look.ink, look.fill, look.icon) for look in tokens().state.values()]
    chips += [(look.ink, look.fill, look.icon) for look in tokens().match.values()]
    for ink, fill, sign in chips:
        assert contrast(palette.named(ink), palette.named(fill)) >= TEXT
        require_icon(sign)
    for mark in tokens().mark.values():
        require_icon(mark.icon)


def test_a_missing_icon_is_said_where_it_is_asked() -> None:
    with pytest.raises(KeyError, match="no-such-icon"):
        require_icon("no-such-icon")


def test_lengths_grow_with_the_text_scale_and_lines_never_vanish() -> None:
    assert Theme(scale=2.0).px(tokens().size.button) == 2 * tokens().size.button
    assert Theme(scale=1.0).px(0.2) == 1


def test_no_text_is_smaller_than_the_minimum() -> None:
    smallest = min(style.px for style in tokens().type.scale.values())
    assert smallest >= tokens().type.minimum_px
