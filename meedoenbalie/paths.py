"""Where the program's own files and the user's files are.

Works the same from a checkout, from an installed wheel and from a frozen bundle.
"""

import errno
import os
import sys
from pathlib import Path

from meedoenbalie.system import SYSTEM

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


def carried_cache() -> Path:
    """Return the folder with what a bundle has made beforehand for the cache; it need not exist."""
    return _root() / "cache"


def translations_path() -> Path:
    """Return the folder with one ``<language>/LC_MESSAGES/meedoenbalie.mo`` per language."""
    return _root() / "translations"


HOME_VARIABLE = "MEEDOENBALIE_HOME"
CACHE_VARIABLE = "MEEDOENBALIE_CACHE"
PORTABLE = "draagbaar.txt"


def config_folder() -> Path:
    """Return the folder of this user's settings; it need not exist."""
    return _own_folder("config")


def data_folder() -> Path:
    """Return the folder of what the program itself makes for this user; it need not exist."""
    return _own_folder("data")


def cache_folder() -> Path:
    """Return the folder of what can be made again at any time; it need not exist.

    It holds nothing personal (fonts for print), so ``MEEDOENBALIE_CACHE`` may point many homes at
    one folder.
    """
    shared = os.environ.get(CACHE_VARIABLE, "")
    return Path(shared) if shared else _own_folder("cache")


def log_folder() -> Path:
    """Return the folder of the log; it need not exist."""
    return _own_folder("log")


def stores_folder() -> Path:
    """Return the folder where a new store is proposed; it need not exist.

    Not among the documents: those are often copied to somebody else's computer.
    """
    home = own_home()
    return home / "stores" if home is not None else Path.home() / "Meedoenbalie"


def own_home() -> Path | None:
    """Return the one folder that holds everything; None when the system's own places do.

    ``MEEDOENBALIE_HOME`` names it. On a stick it is *gegevens* beside the program, which a file
    ``draagbaar.txt`` there asks for.
    """
    home = os.environ.get(HOME_VARIABLE, "")
    if home:
        return Path(home)
    if getattr(sys, "frozen", False):
        beside = Path(sys.executable).parent
        if (beside / PORTABLE).is_file():
            return beside / "gegevens"
    return None


def _own_folder(kind: str) -> Path:
    """Return where the system keeps such files, or under the one folder for everything.

    The package platformdirs says the same, but loading it takes a tenth of the time in which the
    first screen must be there.
    """
    home = own_home()
    return home / kind if home is not None else SYSTEM.own_folder(kind, os.environ, Path.home())


KEYS_SUFFIX = ".keys"
"""Behind the name of an encrypted file: the name of the file with its key slots."""


class InTheWay(FileExistsError):
    """A file may not be written here: what is there can't be made again."""


def refuse_to_replace(path: Path) -> None:
    """Raise InTheWay when there is an encrypted file at a path, or the keys of one.

    A slip in ``--out`` would cost everything that a desk knows.
    """
    is_keys = path.name.endswith(KEYS_SUFFIX) and path.exists()
    if is_keys or (path.name and path.with_name(path.name + KEYS_SUFFIX).exists()):
        raise InTheWay(errno.EEXIST, "a store", path.name)
