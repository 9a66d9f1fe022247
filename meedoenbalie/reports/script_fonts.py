"""Static fonts for Typst: Latin, Arabic and Ethiopic, with their rules for joining and kerning.

Cut once from the variable fonts in their packages and kept in the user's cache, like the cuts for
ReportLab in ``fonts.py``, which need no such rules.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from meedoenbalie.paths import cache_folder
from meedoenbalie.reports.files import write_whole
from meedoenbalie.reports.problems import FontMissing

# Part of the key of the cache: raise it when the making of the cuts changes.
_RECIPE = b"2"
WEIGHTS = (400, 600)


@dataclass(frozen=True, slots=True)
class Family:
    """A variable font in a package: family name, file, other axes, and the letters to keep."""

    name: str
    package: str
    file: tuple[str, ...]
    axes: tuple[tuple[str, float], ...]
    ranges: tuple[tuple[int, int], ...]


FAMILIES = (
    Family(
        "Inter",
        "fontpkg_inter",
        ("files", "Inter[opsz,wght].ttf"),
        (("opsz", 14),),
        ((0x20, 0x530), (0x1E00, 0x2070), (0x20A0, 0x20C0), (0x2116, 0x2122), (0x2190, 0x2265)),
    ),
    Family(
        "Noto Sans Arabic",
        "fontpkg_noto_sans_arabic",
        ("files", "NotoSansArabic[wdth,wght].ttf"),
        (("wdth", 100),),
        ((0x20, 0x7F), (0x600, 0x700), (0x750, 0x780), (0x200C, 0x2010), (0xFB50, 0xFF00)),
    ),
    Family(
        "Noto Sans Ethiopic",
        "justmytype_intl_africa",
        ("fonts", "ofl", "notosansethiopic", "NotoSansEthiopic[wdth,wght].ttf"),
        (("wdth", 100),),
        ((0x20, 0x7F), (0x1200, 0x13A0), (0x2D80, 0x2DE0), (0xAB00, 0xAB30)),
    ),
)


def font_folder(folder: Path | None = None) -> Path:
    """Return the folder with the fonts for Typst; those that aren't there yet are made.

    Raises FontMissing, and OSError when the folder can't be written.
    """
    target = folder or cache_folder() / "script-fonts"
    for family in FAMILIES:
        source = _source(family)
        # Keyed by size and place of the package's file: reading 5 MB for each PDF takes longer
        # than making the PDF.
        stamp = f"{source}:{source.stat().st_size}".encode()
        key = sha256(_RECIPE + stamp).hexdigest()[:12]
        paths = {
            weight: target / f"{family.name.replace(' ', '')}-{weight}-{key}.ttf"
            for weight in WEIGHTS
        }
        if not all(path.is_file() for path in paths.values()):
            target.mkdir(parents=True, exist_ok=True)
            letters = _letters(source, family)
            for weight, path in paths.items():
                write_whole(path, _cut(letters, family, weight))
    return target


def _source(family: Family) -> Path:
    spec = find_spec(family.package)
    if spec is not None and spec.origin is not None:
        path = Path(spec.origin).parent.joinpath(*family.file)
        if path.is_file():
            return path
    raise FontMissing(family.package)


def _letters(source: Path, family: Family) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options()
    # Joining, marks and kerning; not the dozens of alternates, which make a cut ten times slower.
    options.layout_features = [*options.layout_features, "tnum"]
    options.hinting = False
    options.drop_tables += ["STAT"]
    cutter = subset.Subsetter(options)
    known = set(font.getBestCmap())
    cutter.populate(unicodes={c for a, b in family.ranges for c in range(a, b)} & known)
    cutter.subset(font)
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


def _cut(letters: bytes, family: Family, weight: int) -> bytes:
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(io.BytesIO(letters), recalcTimestamp=False)
    instancer.instantiateVariableFont(font, {**dict(family.axes), "wght": weight}, inplace=True)
    style = {400: "Regular", 600: "SemiBold"}[weight]
    names = font["name"]
    for number in (16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    full = f"{family.name} {style}"
    for number, text in ((1, family.name), (2, style), (4, full), (6, full.replace(" ", "-"))):
        names.setName(text, number, 3, 1, 0x409)
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()
