"""What the bundle is told to take along is all that the program reads; its papers are in order."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from meedoenbalie import __version__
from meedoenbalie.domain import own_files
from meedoenbalie.paths import PORTABLE
from meedoenbalie.storage.migrations import KNOWN
from scripts.bundle import contents, deb, folder, licences, whole

LINUX = contents.PACKAGING / "linux"
SETUP = (contents.PACKAGING / "windows" / "meedoenbalie.iss").read_text("utf-8-sig")
OWN = (own_files.STORES[0], own_files.TRANSFER, own_files.DATA_SET, own_files.EDITION)


def carried() -> dict[str, str]:
    """Return the files that are read at run time: the name of each, and its folder."""
    return {f"{place}/{Path(path).name}": path for path, place in contents.data_files()}


def test_every_migration_goes_along_as_a_file_and_what_it_imports_too() -> None:
    versions = {name for name in carried() if name.startswith(f"{contents.MIGRATIONS}/versions/0")}
    assert len(versions) == len(KNOWN)
    assert f"{contents.MIGRATIONS}/env.py" in carried()
    assert {"alembic", "sqlalchemy", "logging.config"} <= set(contents.hidden_imports())


def test_every_module_is_named_for_some_are_only_named_in_strings() -> None:
    named = set(contents.hidden_imports())
    assert {"meedoenbalie.services.worklist", "meedoenbalie.ui.pages.today.page"} <= named
    assert "meedoenbalie.storage.migrations" in named
    assert not any("__main__" in name or ".versions." in name for name in named)


def test_resources_catalogues_fonts_icons_and_the_extension_go_along() -> None:
    names = carried()
    for wanted in (
        "resources/tokens.json",
        "translations/en/LC_MESSAGES/meedoenbalie.mo",
        "fontpkg_inter/files/Inter[opsz,wght].ttf",
        "lucide/data/lucide-icons.db",
        "docx/parts/__init__.py",
    ):
        assert wanted in names
    assert any(name.endswith("httpfs.duckdb_extension") for name in names)
    assert not any(name.endswith((".po", ".pyc")) for name in names)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\plugins\\platforms\\qminimal.dll", False),
        ("PySide6/Qt/translations/qtbase_nl.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("babel/locale-data/ti.dat", True),
        ("babel/locale-data/ti_ER.dat", False),
        ("babel/locale-data/nl.dat", True),
        ("babel/locale-data/de.dat", False),
        ("babel/locale-data/root.dat", True),
        ("pycountry/databases/iso639-3.json", True),
        ("pycountry/databases/iso3166-2.json", False),
    ],
)
def test_what_nobody_asks_for_stays_out(name: str, wanted: bool) -> None:
    assert contents.is_wanted(name) is wanted


def test_a_library_goes_along_only_with_one_that_needs_it() -> None:
    needs = {"a": ["libused.so.1"], "cups": ["libprinter.so.2"], "out": ["libgone.so.3"]}
    found = [
        ("one/part.so", "a", "EXTENSION"),
        ("Qt/plugins/printsupport/libcupsprintersupport.so", "cups", "BINARY"),
        ("Qt/plugins/platforms/libqvnc.so", "out", "BINARY"),
        ("libpython3.11.so.1.0", "python", "BINARY"),
        ("libused.so.1", "used", "BINARY"),
        ("libprinter.so.2", "printer", "BINARY"),
        ("libgone.so.3", "gone", "BINARY"),
    ]
    kept = contents.wanted_binaries(found, lambda path: needs.get(path, []))
    assert [entry[1] for entry in kept] == ["a", "cups", "python", "used"]
    links = [("libused.so", "libused.so.1", "SYMLINK"), ("libgone.so", "libgone.so.3", "SYMLINK")]
    assert contents.wanted_data(links, kept) == [links[0]]


def test_what_is_left_out_is_missed_by_no_figure_and_no_division() -> None:
    # As in the bundle: what is left out can't be imported, and pandas is two names.
    script = """
import runpy, sys
from importlib.abc import MetaPathFinder
left_out, hook = sys.argv[1].split(), sys.argv[2]
class Gone(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if any(name == one or name.startswith(one + ".") for one in left_out):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Gone())
runpy.run_path(hook)
from meedoenbalie.domain.intervals import share
from meedoenbalie.domain.publication.audit import bounds_of
from meedoenbalie.domain.matching import flow, together
import scipy.optimize, scipy.sparse
print(share(3, 10).value)
"""
    hook = contents.PACKAGING / "without_pandas.py"
    words = [sys.executable, "-c", script, " ".join(contents.LEFT_OUT), str(hook)]
    done = subprocess.run(words, cwd=contents.ROOT, capture_output=True, check=False, text=True)
    assert (done.stdout, done.returncode) == ("0.3\n", 0), done.stderr


def test_drawing_the_icons_leaves_a_screen_to_the_windows_of_the_trial(tmp_path: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from scripts.bundle import icons
icons.draw(Path(sys.argv[1]), Path(sys.argv[2]))
print(os.environ.get("QT_QPA_PLATFORM"))
"""
    bare = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    words = [sys.executable, "-c", script, str(contents.PACKAGING / "icon.svg"), str(tmp_path)]
    done = subprocess.run(words, cwd=contents.ROOT, env=bare, capture_output=True, check=True)
    assert done.stdout.strip() == b"None"
    assert (tmp_path / "meedoenbalie.ico").stat().st_size > 1000


def test_the_version_is_the_same_everywhere() -> None:
    assert version("meedoenbalie") == __version__
    releases = Xml.parse(LINUX / f"{deb.NAME}.metainfo.xml").getroot().iterfind("releases/release")
    assert next(releases).get("version") == __version__
    changes = (contents.ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## (\S+)", changes, re.MULTILINE)[0] == __version__
    assert f'#define Version "{__version__}"' in SETUP
    assert f"'ProductVersion', '{__version__}'" in folder.windows_version(__version__)


def test_every_kind_of_file_opens_with_the_program_on_linux_and_windows() -> None:
    spaces = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    kinds = {
        glob.get("pattern"): kind.get("type")
        for kind in Xml.parse(LINUX / f"{deb.NAME}.xml").getroot().iterfind("m:mime-type", spaces)
        for glob in kind.iterfind("m:glob", spaces)
    }
    assert list(kinds) == [f"*{ending}" for ending in OWN]
    desktop = (LINUX / f"{deb.NAME}.desktop").read_text("utf-8")
    about = Xml.parse(LINUX / f"{deb.NAME}.metainfo.xml").getroot()
    opened = next(line for line in desktop.splitlines() if line.startswith("MimeType="))
    assert opened == f"MimeType={';'.join(map(str, kinds.values()))};"
    assert [kind.text for kind in about.iterfind("provides/mediatype")] == list(kinds.values())
    assert about.findtext("id") == deb.NAME
    for ending in OWN:
        assert f'Subkey: "Software\\Classes\\{ending}"' in SETUP


def sections(text: str) -> dict[str, list[dict[str, str]]]:
    """Return the entries of an Inno Setup script by section, each with its values by name."""
    found: dict[str, list[dict[str, str]]] = {}
    inside: list[dict[str, str]] = []
    for line in text.splitlines():
        if heading := re.fullmatch(r"\[(\w+)\]", line):
            inside = found.setdefault(heading[1], [])
        elif line and not line.startswith((";", "#")):
            pairs = re.findall(r'([\w.]+)\s*[:=]\s*((?:"(?:[^"]|"")*"|[^;"])*)(?:;\s*|$)', line)
            assert pairs, line
            inside.append({name: value.strip().strip('"') for name, value in pairs})
    return found


def test_the_installer_for_windows_names_only_what_is_there() -> None:
    parts, windows = sections(SETUP), contents.PACKAGING / "windows"
    assert set(parts) == {
        *("Setup", "Languages", "CustomMessages", "Tasks", "InstallDelete", "Files", "Icons"),
        *("Registry", "Run"),
    }
    setup = {name: value for entry in parts["Setup"] for name, value in entry.items()}
    assert (
        windows / setup["LicenseFile"].replace("\\", "/")
    ).resolve() == contents.ROOT / "LICENSE"
    icon = (windows / setup["SetupIconFile"].replace("\\", "/")).resolve()
    assert icon == contents.MADE / "meedoenbalie.ico"
    for entry in parts["Files"]:
        source = (windows / entry["Source"].replace("\\", "/")).resolve()
        assert source.exists() or source.parent == folder.FOLDER, source
    assert setup["DefaultDirName"].startswith("{localappdata}")
    # The program looks for the very file by which it is told to keep all beside itself.
    assert [one["Source"] for one in parts["Files"] if one.get("Tasks")] == [PORTABLE]
    assert {entry["Root"] for entry in parts["Registry"]} == {"HKCU"}
    tasks = {entry["Name"] for entry in parts["Tasks"]}
    for section in ("Files", "Icons", "Registry"):
        for entry in parts[section]:
            assert entry.get("Tasks", "portable").removeprefix("not ") in tasks
    said = {name for entry in parts["CustomMessages"] for name in entry}
    for name in re.findall(r"\{cm:(\w+)\}", SETUP):
        assert {f"nl.{name}", f"en.{name}"} <= said
    assert set(re.findall(r"\{#(\w+)\}", SETUP)) == set(re.findall(r"#define (\w+)", SETUP))


def test_the_specification_makes_the_programs_that_windows_is_told_of() -> None:
    spec = (contents.PACKAGING / "meedoenbalie.spec").read_text("utf-8")
    compile(spec, "meedoenbalie.spec", "exec")
    made = re.findall(r'program\("(\w+)", console', spec)
    assert made == ["meedoenbalie", "meedoenbaliew"]
    assert '#define Window "meedoenbaliew.exe"' in SETUP
    for path in re.findall(r'contents\.PACKAGING / "([^"]+)"', spec):
        assert (contents.PACKAGING / path).is_file()
    assert (contents.ROOT / "meedoenbalie" / "__main__.py").is_file()


def test_nothing_on_windows_asks_for_an_administrator_or_takes_data_away() -> None:
    assert "PrivilegesRequired=lowest" in SETUP
    assert "HKLM" not in SETUP
    assert "[UninstallDelete]" not in SETUP


def test_each_package_of_the_lock_goes_along_with_the_text_of_its_licence() -> None:
    found = list(licences.packages())
    assert {"PySide6_Essentials", "reportlab", "psycopg-binary"} <= {one.name for one in found}
    textless = {one.name for one in found if not licences.needed_texts(one)}
    assert textless == {"PySide6_Essentials", "shiboken6"}
    assert "LGPL" in licences.ABOUT
    assert all((licences.TEXTS / f"{name}-3.txt").is_file() for name in ("LGPL", "GPL"))


def test_a_licence_that_is_not_there_stops_the_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    reportlab = distribution("reportlab")
    monkeypatch.setattr(licences, "texts_of", lambda _found: iter(()))
    with pytest.raises(licences.LicenceMissing, match="reportlab"):
        licences.needed_texts(reportlab)
    assert "Permission is hereby granted" in licences.needed_texts(distribution("fontpkg"))[0]

    def gone(name: str) -> Distribution:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(licences, "distribution", gone)
    with pytest.raises(PackageNotFoundError):
        list(licences.packages())
    monkeypatch.setattr(licences, "_PYTHON", (Path("nowhere"),))
    with pytest.raises(licences.LicenceMissing, match="nowhere"):
        licences.of_python()


@pytest.mark.skipif(shutil.which("ldd") is None, reason="the trial is for Debian")
def test_a_piece_that_is_gone_spoiled_or_leans_on_another_computer_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, rules, home = "libpart.so", "resources/rules.json", tmp_path / "home"
    (tmp_path / "rules.json").write_text("{}")
    (tmp_path / "collected.txt").write_text(f"{library}\n{rules}")
    monkeypatch.setattr(whole, "COLLECTED", tmp_path / "collected.txt")
    monkeypatch.setattr(whole, "data_files", lambda: [(tmp_path / "rules.json", "resources")])

    def native(module: str) -> str:
        spec = find_spec(module)
        assert spec is not None
        assert spec.origin is not None
        return spec.origin

    def lacks() -> list[str]:
        with pytest.raises(whole.NotWhole) as said:
            whole.check(home)
        return str(said.value).splitlines()

    assert lacks() == [f"{library} is missing", f"{rules} is missing"]
    shutil.copytree(tmp_path, home / "resources", ignore=shutil.ignore_patterns("home", "*.txt"))
    (home / library).write_text("cut off")
    (home / rules).write_text("{")
    assert [said.partition(" is ")[0] for said in lacks()] == [rules, library]
    (home / rules).write_text("{}")
    shutil.copy(native("PySide6.QtCore"), home / library)
    assert f"{library} needs libQt6Core.so.6, which is not carried" in lacks()
    shutil.copy(native("lxml._elementpath"), home / library)
    whole.check(home)
