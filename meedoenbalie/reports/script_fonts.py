"""Static fonts for Typst: Latin, Arabic and Ethiopic, with their rules for joining and kerning.

Cut once from the variable fonts in their packages and kept in the user's cache, like the cuts for
ReportLab in ``fonts.py``, which need no such rules.

    python -m meedoenbalie.reports.script_fonts        makes them now
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from meedoenbalie.paths import cache_folder, carried_cache
from meedoenbalie.reports.files import write_whole
from meedoenbalie.reports.problems import FontMissing

# Part of the key of the cache: raise it when the making of the cuts changes.
_RECIPE = b"4"
WEIGHTS = (400, 600)


@dataclass(frozen=True, slots=True)
class Family:
    """A variable font in a package: family name, file, other axes, and the letters to keep.

    ``kerned`` keeps the distances between pairs of letters, ``italic`` says that it slants.
    """

    name: str
    package: str
    file: tuple[str, ...]
    axes: tuple[tuple[str, float], ...]
    ranges: tuple[tuple[int, int], ...]
    kerned: bool = True
    italic: bool = False

    def style(self, weight: int) -> str:
        """Return what a weight of the font is called."""
        name = {400: "Regular", 600: "SemiBold"}[weight]
        return f"{name} Italic".removeprefix("Regular ") if self.italic else name


_LATIN = ((0x20, 0x530), (0x1E00, 0x2070), (0x20A0, 0x20C0), (0x2116, 0x2122), (0x2190, 0x2265))
FAMILIES = (
    Family("Inter", "fontpkg_inter", ("files", "Inter[opsz,wght].ttf"), (("opsz", 14),), _LATIN),
    Family(
        "Inter",
        "fontpkg_inter",
        ("files", "Inter-Italic[opsz,wght].ttf"),
        (("opsz", 14),),
        ((0x20, 0x250), (0x1E00, 0x2070), (0x20AC, 0x20AD)),
        italic=True,
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
        # Syllables stand apart; their pairs take five times as long as all the rest.
        kerned=False,
    ),
)


def font_folder(base: Path | None = None) -> Path:
    """Return the folder with the fonts for Typst; those that aren't there yet are made.

    ``base`` is where such folders are kept, by default the user's cache. Raises FontMissing, and
    OSError when it can't be written.
    """
    carried = carried_cache() / "script-fonts"
    if base is None and carried.is_dir():
        return carried
    sources = [_source(family) for family in FAMILIES]
    # Keyed by size and place of the packages' files: reading 5 MB for each PDF takes longer than
    # making the PDF. A folder of their own, because Typst takes every font that it finds in one.
    stamps = "".join(f"{source}:{source.stat().st_size}" for source in sources)
    key = sha256(_RECIPE + stamps.encode()).hexdigest()[:12]
    folder = (base or cache_folder() / "script-fonts") / key
    for family, source in zip(FAMILIES, sources, strict=True):
        paths = {
            weight: folder / f"{family.name}-{family.style(weight)}.ttf".replace(" ", "")
            for weight in WEIGHTS
        }
        if not all(path.is_file() for path in paths.values()):
            folder.mkdir(parents=True, exist_ok=True)
            letters = _letters(source, family)
            for weight, path in paths.items():
                write_whole(path, _cut(letters, family, weight))
    return folder


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
    if not family.kerned:
        options.layout_features.remove("kern")
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
    style = family.style(weight)
    names = font["name"]
    for number in (16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    full = f"{family.name} {style}"
    for number, text in ((1, family.name), (2, style), (4, full), (6, full.replace(" ", "-"))):
        names.setName(text, number, 3, 1, 0x409)
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


def main() -> int:
    """Make the fonts; return 1 when that can't be done, with the reason on stderr."""
    try:
        font_folder()
    except FontMissing as error:
        sys.stderr.write(f"The package of {error} is not installed: run `make setup`.\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"The fonts for print cannot be kept: {error.strerror}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
