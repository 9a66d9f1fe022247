"""Whether the texts in a window can be told from what they stand on (WCAG 2.2: 4.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from meedoenbalie.ui.main_window import MainWindow
from tests.ui.shown import shown
from tests.ui.test_tokens import TEXT, contrast


def measured(window: MainWindow) -> Iterator[tuple[QLabel, float]]:
    """Yield the labels in view, and the contrast of each with what is painted below it."""
    picture = window.grab().toImage()
    for label in shown(window):
        if isinstance(label, QLabel) and label.text():
            told = contrast_of(label, window, picture)
            if told is not None:
                yield label, told


def problems(window: MainWindow) -> Iterator[str]:
    """Tell which labels can't be read where they stand."""
    read = list(measured(window))
    if not read:
        yield "no label is in view"
    for label, told in read:
        if told < TEXT:
            yield f"{told:.1f} is too little: {label.text()!r}"


def contrast_of(label: QLabel, window: QWidget, picture: QImage) -> float | None:
    """Return the contrast of a label in a picture of its window; None when it is out of view."""
    place = QRect(label.mapTo(window, QPoint(0, 0)), label.size())
    seen = place.intersected(label.visibleRegion().boundingRect().translated(place.topLeft()))
    seen = seen.intersected(picture.rect())
    if seen.width() < 4 or seen.height() < 4:
        return None
    cut = picture.copy(seen).convertToFormat(QImage.Format.Format_RGB32)
    ((ground, _times),) = Counter(memoryview(cut.constBits()).cast("I")).most_common(1)
    words = label.palette().color(QPalette.ColorRole.WindowText).name()
    return contrast(words, QColor.fromRgb(ground).name())
