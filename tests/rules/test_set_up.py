from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from scripts import bootstrap, system_packages


def machine_with(*working: str) -> Callable[[list[str]], bool]:
    """Return a machine on which only commands with one of these words go well."""
    return lambda command: any(word in part for part in command for word in working)


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(bootstrap, "succeeds", machine_with())
    monkeypatch.setattr("shutil.which", lambda _name: None)
    monkeypatch.setattr(system_packages, "install", lambda _packages: False)
    return monkeypatch


def test_pip_inside_the_environment_comes_before_pip_outside(bare: pytest.MonkeyPatch) -> None:
    bare.setattr(bootstrap, "succeeds", machine_with("pip"))
    inside, outside, *_ = bootstrap.installers()
    assert inside[:3] == [str(bootstrap.PYTHON), "-m", "pip"]
    assert "--python" in outside


def test_without_any_pip_uv_installs(bare: pytest.MonkeyPatch) -> None:
    bare.setattr("shutil.which", lambda name: f"bin/{name}")
    [only] = bootstrap.installers()
    assert only[:3] == ["bin/uv", "pip", "install"]


@pytest.mark.usefixtures("bare")
def test_a_machine_without_anything_is_told_what_to_install() -> None:
    with pytest.raises(bootstrap.SetUpError, match="python3-venv"):
        bootstrap.install()


def test_an_old_python_is_refused_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    old = SimpleNamespace(version_info=(3, 9, 2), version="3.9.2 (default)")
    monkeypatch.setattr("scripts.bootstrap.sys", old)
    with pytest.raises(bootstrap.SetUpError, match=r"Python 3\.11 or newer"):
        bootstrap.check_python()


def test_a_missing_library_is_named_by_its_package() -> None:
    packages = system_packages.packages_with(["libGL.so.1", "libgthread-2.0.so.0", "libnew.so.1"])
    assert packages == ["libgl1", "libglib2.0-0", "libnew.so.1"]
    assert system_packages.command(packages).endswith(" libgl1 libglib2.0-0 libnew.so.1")


def test_the_libraries_that_qt_lacks_are_asked_of_the_loader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = "\tlibEGL.so.1 => not found\n\tlibc.so.6 => lib/libc.so.6 (0x1)\n"
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("shutil.which", lambda name: name)
    monkeypatch.setattr("subprocess.run", lambda *_, **__: SimpleNamespace(stdout=answer))
    assert system_packages.missing_for_qt(tmp_path, window=True) == ["libEGL.so.1"]
