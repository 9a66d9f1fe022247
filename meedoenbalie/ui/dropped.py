"""Files that are dragged over a page or dropped on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the dragged files; none when something else is among them."""
    urls = data.urls()
    if not all(url.isLocalFile() for url in urls):
        return []
    return [Path(url.toLocalFile()) for url in urls]


def dropped_file(data: QMimeData) -> Path | None:
    """Return the one file that is dragged, or None."""
    files = dropped_files(data)
    return files[0] if len(files) == 1 else None
