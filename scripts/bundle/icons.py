"""Draws the icon of the program in the sizes that desktops ask for."""

from __future__ import annotations

from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256)


def draw(source: Path, folder: Path) -> None:
    """Write ``icons/SIZE.png`` for Linux and ``meedoenbalie.ico`` for Windows."""
    from PIL import Image
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    # Not through the environment: what is started after this needs a real screen.
    offscreen = ["icons", "-platform", "offscreen"]
    application = QGuiApplication.instance() or QGuiApplication(offscreen)
    (folder / "icons").mkdir(parents=True, exist_ok=True)
    drawing, drawn = QSvgRenderer(str(source)), []
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        path = folder / "icons" / f"{size}.png"
        image.save(str(path))
        drawn.append(Image.open(path))
    largest = drawn.pop()
    largest.save(
        folder / "meedoenbalie.ico", sizes=[(size, size) for size in SIZES], append_images=drawn
    )
    del application
