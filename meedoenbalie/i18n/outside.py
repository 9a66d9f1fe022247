"""What is said of counts that aren't printed as they are, because of what was printed before."""

from __future__ import annotations

from meedoenbalie.domain.publication.printed import Differs
from meedoenbalie.i18n import _, ngettext


def beside_earlier() -> str:
    """Return what stands on every print, so that no single count is pointed at."""
    return _(
        "Verschilt een aantal zo weinig van een eerdere afdruk dat het verschil een klein groepje "
        "is, dan staat het eerdere aantal er, of geen."
    )


def differs_lines(differs: Differs) -> list[str]:
    """Say to the desk how many counts of a print aren't as they are now, and why."""
    lines = []
    if differs.kept:
        lines.append(
            ngettext(
                "{n} aantal staat er zoals op een eerdere afdruk: het verschil is een klein "
                "groepje, en zo zijn mensen te herkennen.",
                "{n} aantallen staan er zoals op een eerdere afdruk: het verschil is een klein "
                "groepje, en zo zijn mensen te herkennen.",
                differs.kept,
            ).format(n=differs.kept)
        )
    if differs.hidden:
        lines.append(
            ngettext(
                "{n} aantal is weggelaten: naast een eerdere afdruk zou het een klein groepje "
                "verraden.",
                "{n} aantallen zijn weggelaten: naast een eerdere afdruk zouden ze een klein "
                "groepje verraden.",
                differs.hidden,
            ).format(n=differs.hidden)
        )
    return lines
