"""Where the program's own files and the user's files are.

Works the same from a checkout, from an installed wheel and from a frozen bundle.
"""

import os
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


HOME_VARIABLE = "MEEDOENBALIE_HOME"


def config_folder() -> Path:
    """Return the folder of this user's settings; it need not exist."""
    return _own_folder("config")


def data_folder() -> Path:
    """Return the folder of what the program itself makes for this user; it need not exist."""
    return _own_folder("data")


def cache_folder() -> Path:
    """Return the folder of what can be made again at any time; it need not exist."""
    return _own_folder("cache")


def log_folder() -> Path:
    """Return the folder of the log; it need not exist."""
    return _own_folder("log")


def documents_folder() -> Path:
    """Return the folder where this user keeps documents; it need not exist."""
    from platformdirs import user_documents_path

    return user_documents_path()


def _own_folder(kind: str) -> Path:
    """Return where the system keeps such files, or under ``MEEDOENBALIE_HOME`` when that is set."""
    home = os.environ.get(HOME_VARIABLE, "")
    if home:
        return Path(home) / kind
    from platformdirs import PlatformDirs

    folders = PlatformDirs("Meedoenbalie", appauthor=False)
    return {
        "config": folders.user_config_path,
        "data": folders.user_data_path,
        "cache": folders.user_cache_path,
        "log": folders.user_log_path,
    }[kind]
