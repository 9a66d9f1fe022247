"""Fonts from their PyPI packages, never from the machine.

The packages are found without being imported: only their data files are wanted.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFontDatabase

LATIN = ("fontpkg_inter", "files/Inter[opsz,wght].ttf")
OTHER_SCRIPTS = (
    ("fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf"),
    (
        "justmytype_intl_africa",
        "fonts/ofl/notosansethiopic/NotoSansEthiopic[wdth,wght].ttf",
    ),
)


def register_latin() -> None:
    """Make the font of the interface known. Raises FileNotFoundError when it is not installed."""
    _register((LATIN,))


def register_other_scripts() -> None:
    """Make Arabic and Ethiopic known; needed once names and leaflets can be on the screen.

    Raises FileNotFoundError when they are not installed.
    """
    _register(OTHER_SCRIPTS)


def font_path(package: str, name: str) -> Path:
    """Return the path of a data file in a package. Raises FileNotFoundError if it is absent."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"the package {package} is not installed")
    path = Path(spec.origin).parent.joinpath(*name.split("/"))
    if not path.is_file():
        raise FileNotFoundError(f"{package} has no {name}")
    return path


def _register(fonts: Iterable[tuple[str, str]]) -> None:
    for package, name in fonts:
        if QFontDatabase.addApplicationFont(str(font_path(package, name))) < 0:
            raise FileNotFoundError(f"Qt cannot read {name} of {package}")
