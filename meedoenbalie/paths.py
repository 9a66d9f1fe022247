"""Where the program's own files and the user's files are.

Works the same from a checkout, from an installed wheel and from a frozen bundle.
"""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _root() -> Path:
    """Return the folder that holds ``resources`` and ``translations``.

    A frozen bundle unpacks them beside the program, a wheel carries them inside the package
    and a checkout has them beside the package.
    """
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(str(bundle))
    if (_PACKAGE / "translations").is_dir():
        return _PACKAGE
    return _PACKAGE.parent


def resource_path(name: str) -> Path:
    """Return the path of a file or folder under ``resources``; it need not exist.

    ``name`` uses forward slashes, whatever the platform.
    """
    return _root().joinpath("resources", *name.split("/"))


def translations_path() -> Path:
    """Return the folder with one ``<language>/LC_MESSAGES/meedoenbalie.mo`` per language."""
    return _root() / "translations"
