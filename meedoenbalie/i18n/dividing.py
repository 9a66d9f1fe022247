"""How good a division of places is, in words."""

from __future__ import annotations

from meedoenbalie.i18n import _, formats


def gap_words(bound: int, gap: float) -> str:
    """Return whether more is possible: ``bound`` in points, ``gap`` as a share of it."""
    if not gap:
        return _("Meer kan niet.")
    share = formats.number(max(0.001, round(100 * gap, 3)))
    return _("Meer dan {bound} kan niet: dat is hoogstens {share} % beter.").format(
        bound=formats.number(bound), share=share
    )
