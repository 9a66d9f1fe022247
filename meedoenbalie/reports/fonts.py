"""Static cuts of the house font for ReportLab, which can't use a variable font.

They are made once from the font in its package and kept in the user's cache. The font is first
cut down to the scripts that print needs, because the cost of a cut grows with its glyphs.
Arabic and Ethiopic aren't among them: such pages are made elsewhere, and here a name is printed in
its Latin form.

    python -m meedoenbalie.reports.fonts        makes them now
"""

from __future__ import annotations

import io
import sys
import unicodedata
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from meedoenbalie.paths import cache_folder, carried_cache
from meedoenbalie.reports.files import write_whole
from meedoenbalie.reports.problems import FontMissing

_PACKAGE = "fontpkg_inter"
_FILE = ("files", "Inter[opsz,wght].ttf")
# Part of the key of the cache: raise it when the making of the cuts changes.
_RECIPE = b"1"

# Latin with every diacritic, letters for transliteration (ʿ), Greek and Cyrillic, punctuation,
# currency, and the signs of sums and arrows that our texts use.
_RANGES = ((0x20, 0x530), (0x1E00, 0x2070), (0x20A0, 0x20C0))
_SIGNS = (0x2116, 0x2122, 0x2190, 0x2192, 0x2212, 0x2260, 0x2264, 0x2265)


@dataclass(frozen=True, slots=True)
class Cut:
    """One static font: its name in the PDF and its place on the axes of the variable one.

    ``size`` is the optical size in points: letters for titles are tighter than those for text.
    """

    name: str
    weight: int
    size: int = 14


REGULAR: Final = "Inter-Regular"
SEMIBOLD: Final = "Inter-SemiBold"
BOLD: Final = "Inter-Bold"
TITLE: Final = "InterDisplay-SemiBold"

CUTS: Final = (
    Cut(REGULAR, 400),
    Cut(SEMIBOLD, 600),
    Cut(BOLD, 700),
    Cut(TITLE, 600, size=32),
)


def make_fonts(folder: Path | None = None) -> dict[str, Path]:
    """Return the file of each cut by name; those that aren't there yet are made.

    ``folder`` is where they are kept, by default the user's cache. Raises FontMissing, and OSError
    when the folder can't be written.
    """
    source = _variable_font()
    key = sha256(_RECIPE + source.read_bytes()).hexdigest()[:12]
    carried = _paths(carried_cache() / "fonts", key)
    if folder is None and all(path.is_file() for path in carried.values()):
        return carried
    folder = folder or cache_folder() / "fonts"
    paths = _paths(folder, key)
    missing = [cut for cut in CUTS if not paths[cut.name].is_file()]
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
        letters = _print_letters(source)
        for cut in missing:
            write_whole(paths[cut.name], _cut(letters, cut))
    return paths


@cache
def register_fonts() -> frozenset[str]:
    """Make the cuts known to ReportLab and return the characters that can be printed.

    Raises what ``make_fonts`` raises.
    """
    for name, path in make_fonts().items():
        pdfmetrics.registerFont(TTFont(name, str(path)))
    return frozenset(map(chr, pdfmetrics.getFont(REGULAR).face.charToGlyph))


def printable(text: str) -> str:
    """Return a text on one line, in composed form, without characters that have no glyph."""
    if text.isascii() and text.isprintable():
        return text
    glyphs = register_fonts()
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return " ".join("".join(sign for sign in composed if sign in glyphs).split())


def _paths(folder: Path, key: str) -> dict[str, Path]:
    return {cut.name: folder / f"{cut.name}-{key}.ttf" for cut in CUTS}


def _variable_font() -> Path:
    spec = find_spec(_PACKAGE)
    if spec is not None and spec.origin is not None:
        path = Path(spec.origin).parent.joinpath(*_FILE)
        if path.is_file():
            return path
    raise FontMissing(_PACKAGE)


def _print_letters(source: Path) -> bytes:
    """Return the variable font with the letters for print only, and figures of one width."""
    from fontTools import subset
    from fontTools.ttLib import TTFont as VariableFont

    font = VariableFont(source, recalcTimestamp=False)
    known = font.getBestCmap()
    # The font's feature "tnum", which ReportLab doesn't know: columns of figures line up.
    figures = {sign: f"{known[sign]}.tf" for sign in map(ord, "0123456789")}
    for table in font["cmap"].tables:
        table.cmap.update(figures)
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.name_IDs = ["*"]
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT"]
    wanted = {sign for start, end in _RANGES for sign in range(start, end)} | set(_SIGNS)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted & set(known))
    cutter.subset(font)
    return _bytes_of(font)


def _cut(letters: bytes, cut: Cut) -> bytes:
    from fontTools.ttLib import TTFont as VariableFont
    from fontTools.varLib import instancer

    font = VariableFont(io.BytesIO(letters), recalcTimestamp=False)
    place = {"opsz": cut.size, "wght": cut.weight}
    instancer.instantiateVariableFont(font, place, inplace=True)
    family, _, style = cut.name.partition("-")
    for number, text in ((1, family), (2, style), (4, f"{family} {style}"), (6, cut.name)):
        font["name"].setName(text, number, 3, 1, 0x409)
    return _bytes_of(font)


def _bytes_of(font: Any) -> bytes:
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


def main() -> int:
    """Make the cuts; return 1 when that can't be done, with the reason on stderr."""
    try:
        make_fonts()
    except FontMissing:
        sys.stderr.write("The package fontpkg-inter is not installed: run `make setup`.\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"The fonts for print cannot be kept: {error.strerror}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
