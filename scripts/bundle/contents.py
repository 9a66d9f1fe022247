"""What goes into the bundle, and what stays out. The PyInstaller specification reads it.

PyInstaller finds what is imported by name. It can't see what is found at run time: migrations are
read as files, what warms up is named in a string, and fonts, icons and the extension of DuckDB are
looked up beside their package.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGING = ROOT / "packaging"
MADE = ROOT / "build" / "bundle"
"""What is made for the bundle: icons, fonts for print, licences, the version for Windows."""
COLLECTED = ROOT / "build" / "collected.txt"
"""The names of all that the specification collected, one a line: the package is held to it."""
MIGRATIONS = "meedoenbalie/storage/migrations"

Entry = tuple[str, str, str]
"""What PyInstaller collects: name in the bundle, path on this computer, kind."""

DATA_PACKAGES = {
    "anyascii": "_data/*",
    # Its templates are sought by way of the folder of its parts, which has to be there.
    "docx": "parts/__init__.py",
    "duckdb_extension_httpfs": "extensions/*/httpfs.duckdb_extension",
    "fontpkg_inter": "files/Inter[[]opsz,wght].ttf",
    "fontpkg_noto_sans_arabic": "files/NotoSansArabic[[]wdth,wght].ttf",
    "justmytype_intl_africa": "fonts/ofl/notosansethiopic/NotoSansEthiopic[[]wdth,wght].ttf",
    "lucide": "data/lucide-icons.db",
}
"""Packages whose files are looked up at run time, and which of them are wanted."""

LEFT_OUT = (
    # Of tests and of making programs: libraries offer to use them when they are there.
    *("IPython", "_pytest", "hypothesis", "lib2to3", "mypy"),
    *("pip", "pkg_resources", "psutil", "pytest", "setuptools", "tkinter"),
    # The cuts for print are carried along, so nothing is cut on the spot.
    "fontTools",
    # Colours for a terminal, which the command line doesn't use.
    *("pygments", "rich"),
    # OR-Tools reads tables with it, of which the program gives none: see without_pandas.py.
    "pandas",
    # Word files are read and written with the first module of lxml only.
    *("lxml.html", "lxml.isoschematron", "lxml.objectify"),
    # Names are compared two by two; the rest of RapidFuzz falls back on its Python when it has to.
    *("rapidfuzz.fuzz_cpp", "rapidfuzz.fuzz_cpp_avx2", "rapidfuzz.process_cpp_impl"),
    "rapidfuzz.distance.metrics_cpp_avx2",
    # Stores lie on SQLCipher or PostgreSQL.
    *(f"sqlalchemy.dialects.{name}" for name in ("mssql", "mysql", "oracle")),
)

_QT_PLUGINS = re.compile(
    r"/(egldeviceintegrations|generic|networkinformation|tls"
    r"|wayland-graphics-integration-server)/"
    r"|/platforms/(lib)?q(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc)\."
    # Its libraries are those of a whole desktop; the portal shows that desktop's dialogs too.
    r"|/platformthemes/libqgtk3\."
    r"|/imageformats/(lib)?q(gif|icns|pdf|tga|tiff|wbmp|webp)\."
)
# Dates and numbers are in the languages of the program, plurals in those of the leaflets too.
_LEAFLETS = sorted(path.stem for path in (ROOT / "resources" / "leaflet").glob("*.json"))
LOCALES = "|".join(dict.fromkeys(("root", "nl", "en", *_LEAFLETS)))
_DATA = (
    # Qt's own texts in other languages than the program has.
    re.compile(r"PySide6/(Qt/)?translations/(?!qtbase_(nl|en)\.qm)"),
    # Languages are named in Dutch and English, by CLDR.
    re.compile(rf"babel/locale-data/(?!({LOCALES})\.dat)"),
    re.compile(r"pycountry/locales/"),
    re.compile(r"pycountry/databases/(?!iso639-3\.json)"),
    re.compile(r"pycountry/tests/"),
    re.compile(r"docx/templates/(?!default)"),
)
_PILLOW = re.compile(r"PIL/_(avif|webp|imagingtk|imagingcms)\b")

PRINTER = re.compile(r"/libcupsprintersupport\.so")
"""Prints through libraries that a computer with a printer has, and that aren't carried."""


def data_files() -> list[tuple[str, str]]:
    """Return the files that are read at run time, each with its folder in the bundle.

    Raises FileNotFoundError when a package lacks the file that is wanted of it.
    """
    own = [
        path
        for folder in ("resources", "translations", MIGRATIONS)
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file() and path.suffix not in {".po", ".pot", ".pyc"}
    ]
    found = [(str(path), str(path.parent.relative_to(ROOT))) for path in own]
    for package, pattern in DATA_PACKAGES.items():
        base = _folder_of(package)
        files = sorted(path for path in base.glob(pattern) if path.is_file())
        if not files:
            raise FileNotFoundError(f"{package} has no {pattern}")
        found += [(str(path), str(path.parent.relative_to(base.parent))) for path in files]
    for path in sorted((MADE / "carried").rglob("*")):
        if path.is_file():
            found.append((str(path), str(path.parent.relative_to(MADE / "carried"))))
    return found


def hidden_imports() -> list[str]:
    """Return every module of the program, what migrations import, and what is named in strings."""
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in (ROOT / "meedoenbalie").rglob("*.py")
        if not path.is_relative_to(ROOT / MIGRATIONS) and path.name != "__main__.py"
    }
    migrations = set().union(*(imports_of(path) for path in (ROOT / MIGRATIONS).rglob("*.py")))
    # The package of the migrations is imported, the files in it are read by Alembic. Windows and a
    # bare Linux don't know where Amsterdam is.
    named = {"logging.config", "meedoenbalie.storage.migrations", "tzdata", *DATA_PACKAGES}
    return sorted(modules | migrations | named)


def imports_of(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(module)):
                yield module


def is_wanted(name: str) -> bool:
    """Tell whether a file of a library goes along; ``name`` is its place in the bundle."""
    place = name.replace("\\", "/")
    return not (
        _QT_PLUGINS.search(f"/{place}")
        or _PILLOW.search(place)
        or any(pattern.match(place) for pattern in _DATA)
    )


def wanted_binaries(found: Iterable[Entry], needs: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Return the libraries that go along: those that are wanted, and what these need.

    ``needs`` returns the names of all libraries that the one at a path needs.
    """
    kept = [entry for entry in found if is_wanted(entry[0]) and entry[2] != "SYMLINK"]
    users = [entry for entry in kept if not _is_shared(entry)]
    needed = {name for entry in users if not PRINTER.search(entry[0]) for name in needs(entry[1])}
    return [entry for entry in kept if not _is_shared(entry) or _name(entry) in needed]


def wanted_data(found: Iterable[Entry], binaries: Iterable[Entry]) -> list[Entry]:
    """Return the other files that go along; a link only when what it leads to does."""
    there = {entry[0] for entry in binaries}
    return [
        entry
        for entry in found
        if is_wanted(entry[0]) and (entry[2] != "SYMLINK" or entry[1] in there)
    ]


def _is_shared(entry: Entry) -> bool:
    """Tell whether a library is there for others only: Python itself isn't. On Windows all stay."""
    name = _name(entry)
    shared = name.startswith("lib") and ".so" in name and not name.startswith("libpython")
    return shared and "/plugins/" not in entry[0]


def _name(entry: Entry) -> str:
    return PurePosixPath(entry[0].replace("\\", "/")).name


def _folder_of(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"the package {package} is not installed")
    return Path(spec.origin).parent
