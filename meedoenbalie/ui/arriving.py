"""A file that was opened on the desktop, by a double click, is shown on its page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from meedoenbalie.domain import own_files
from meedoenbalie.i18n import _

if TYPE_CHECKING:
    from meedoenbalie.ui.desk_shell import DeskShell

_PAGES = {
    own_files.TRANSFER: "transfer",
    own_files.DATA_SET: "collection",
    own_files.EDITION: "taken_lessons",
}


def is_store(file: Path) -> bool:
    """Tell whether a file is a desk, which is opened and not shown on a page."""
    return file.suffix.lower() in own_files.STORES


def show(shell: DeskShell, file: Path) -> None:
    """Show the file on the page for it, or say whose work it is."""
    key = _PAGES.get(file.suffix.lower(), "")
    if shell.has(key):
        shell.go(key, file)
    elif key:
        shell.say(_("{name} is voor het programmateam: stuur het daarheen.").format(name=file.name))
