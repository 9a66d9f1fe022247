"""Asking where a file goes, and saying that it is there, with a way to open it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.notices import Notice


def documents() -> Path:
    """Return the folder in which people keep what they make."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(place))
    return folder if folder.is_dir() else Path.home()


def ask_where(parent: QWidget, title: str, first: Path, kinds: str) -> Path | None:
    """Ask where to save; ``kinds`` are those of Qt.

    A name without a suffix, or with that of ``first``, gets that of the kind that was chosen.
    """
    chosen, kind = QFileDialog.getSaveFileName(parent, title, str(first), kinds)
    if not chosen:
        return None
    path = Path(chosen)
    _before, star, rest = kind.partition("*.")
    suffix = f".{rest.rstrip(')').split()[0]}" if star else first.suffix
    return path.with_suffix(suffix) if path.suffix in ("", first.suffix) else path


def made_notice(strong: str, path: Path, *lines: str) -> Notice:
    """Return a notice that a file was made, with a button that opens it and what to know of it."""
    url = QUrl.fromLocalFile(str(path))
    open_it = Button(
        _("Op&enen"), "file-text", on_click=lambda: QDesktopServices.openUrl(url), small=True
    )
    rest = f"{path.name}. {' '.join(lines)}" if lines else path.name
    return Notice(strong, rest, "good", open_it)
