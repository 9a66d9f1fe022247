"""Draws the pictures of the help: ``python -m meedoenbalie.ui.help_pictures``.

Each is the page of that name on a demonstration desk, light, in the language of the chapter.
A fixed day and few colours keep the files small and the same from one time to the next.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from meedoenbalie.clock import TODAY_VARIABLE
from meedoenbalie.i18n import LANGUAGES, Language
from meedoenbalie.paths import resource_path
from meedoenbalie.ui import screenshots
from meedoenbalie.ui.main_window import MainWindow
from meedoenbalie.ui.preferences import Preferences

DAY = date(2026, 3, 2)
SIZE = (1080, 660)
"""A window in which a page still has all its panes."""
_COLOURS = 64
_PICTURE = re.compile(r"!\[[^\]]+\]\(([^)]+)\.png\)")


def main() -> int:
    """Draw all pictures into the folders of the chapters; return the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ[TODAY_VARIABLE] = DAY.isoformat()
    with TemporaryDirectory() as folder:
        for code, name, picture in drawn(Path(folder), LANGUAGES):
            out = resource_path(f"help/{code}/pictures/{name}.png")
            out.parent.mkdir(parents=True, exist_ok=True)
            picture.save(str(out), quality=0)
            sys.stdout.write(f"{out.name} {code} {out.stat().st_size // 1000} kB\n")
    return 0


def wanted(folder: Path) -> set[str]:
    """Return the names of the pictures that the chapters in a folder show."""
    return {
        name
        for chapter in folder.glob("*.md")
        for name in _PICTURE.findall(chapter.read_text(encoding="utf-8"))
    }


def drawn(folder: Path, codes: Sequence[Language]) -> Iterator[tuple[Language, str, QImage]]:
    """Make a demonstration in ``folder``; yield language, name and picture, one by one."""
    names = set().union(*(wanted(resource_path(f"help/{code}")) for code in codes))
    looks = [Preferences("light", 1.0, code) for code in codes]
    for window, name in screenshots.visit(folder, looks, pages=names, size=SIZE):
        if name in names:
            yield window.preferences.language, name, _small(_page(window))


def _page(window: MainWindow) -> QImage:
    shell = window.shell
    page = shell.current_page() if shell is not None else None
    return (page or window).grab().toImage()


def _small(picture: QImage) -> QImage:
    """Return the picture in its most frequent colours, which is a third of the file."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = Counter(memoryview(plain.constBits()).cast("I"))
    colours = [colour for colour, _often in pixels.most_common(_COLOURS)]
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return plain.convertToFormat(QImage.Format.Format_Indexed8, colours, flags)


if __name__ == "__main__":
    sys.exit(main())
