"""Starting the program: the window or the command line, and what the first screen calls."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from meedoenbalie import bootstrap
from meedoenbalie.clock import TODAY_VARIABLE, fixed_clock
from meedoenbalie.domain.people import Role
from meedoenbalie.domain.visits import Visit
from meedoenbalie.i18n import language
from meedoenbalie.paths import data_folder
from meedoenbalie.services import people, walk_in
from meedoenbalie.services.settings import settings_of
from meedoenbalie.services.stores import LEAST_COST
from meedoenbalie.ui.context import AppContext
from tests.made_demo import copy_demo
from tests.opened_desk import PASSPHRASE, TODAY

ROOT = Path(__file__).resolve().parent.parent


def program(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program as somebody does who opened a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "meedoenbalie", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "cp1252", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_real_process_makes_a_store_and_reads_it(tmp_path: Path) -> None:
    secret = tmp_path / "wachtzin.txt"
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
    named = {"MEEDOENBALIE_PASSPHRASE_FILE": str(secret)}
    store = tmp_path / "balie.db"
    made = program("init", store, "--user", "Gülşen", **named)
    assert (made.returncode, made.stdout) == (0, f"{store}\n"), made.stderr
    assert "Balie gemaakt voor Gülşen" in made.stderr
    listed = program("list", "residents", "--store", store, "--json", **named)
    assert (listed.returncode, listed.stdout) == (0, "[]\n"), listed.stderr


def test_without_a_terminal_to_ask_in_it_says_what_to_do(tmp_path: Path) -> None:
    said = program("init", tmp_path / "balie.db", MEEDOENBALIE_PASSPHRASE_FILE="")
    assert said.returncode == 1
    assert "MEEDOENBALIE_PASSPHRASE_FILE" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_day_that_is_no_day_is_wrong_use() -> None:
    said = program("list", "residents", "--store", "a.db", MEEDOENBALIE_TODAY="morgen")
    assert (said.returncode, said.stdout) == (2, "")
    assert "MEEDOENBALIE_TODAY" in said.stderr


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would be done on the command line, or in the window."""
    done: list[list[str]] = []

    def command(words: list[str], _clock: object) -> int:
        done.append(words)
        return 0

    def window(_clock: object, *, on_demo: bool, file: Path | None) -> int:
        done.append(["window", *(["demo"] if on_demo else []), *([file.name] if file else [])])
        return 0

    monkeypatch.setattr(bootstrap, "_command", command)
    monkeypatch.setattr(bootstrap, "show_window", window)
    return done


def test_without_words_the_window_opens(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "has_screen", lambda: True)
    assert bootstrap.main([]) == 0
    assert bootstrap.main(["--demo"]) == 0
    assert bootstrap.main(["list"]) == 0
    assert commands == [["window"], ["window", "demo"], ["list"]]


def test_a_file_that_is_double_clicked_opens_in_the_window(
    commands: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(bootstrap, "has_screen", lambda: True)
    for name in ("a.overdracht", "B.Gegevensset", "c.editie", "d.meedoen"):
        assert bootstrap.main([name]) == 0
    assert commands == [
        ["window", name] for name in ("a.overdracht", "B.Gegevensset", "c.editie", "d.meedoen")
    ]
    monkeypatch.setattr(bootstrap, "has_screen", lambda: False)
    assert bootstrap.main(["a.overdracht"]) == 1
    assert "Om a.overdracht te openen is een scherm nodig." in capsys.readouterr().err


def test_without_a_screen_it_says_so_in_two_languages_and_runs_the_demo(
    commands: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(bootstrap, "has_screen", lambda: False)
    assert bootstrap.main([]) == 0
    assert commands == [["demo"]]
    said = capsys.readouterr().err
    assert "Geen scherm gevonden" in said
    assert "No screen found" in said


def test_the_language_can_be_chosen(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(bootstrap.LANGUAGE_VARIABLE, "en")
    bootstrap.main(["list"])
    assert language() == "en"


@pytest.fixture
def first_screen() -> AppContext:
    return bootstrap.window_context(fixed_clock(TODAY), LEAST_COST)


def test_a_desk_is_made_closed_and_opened_again(first_screen: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "balie.db"
    made = first_screen.create_store(path, "RTW", "azc Rietwaard", "Marleen", PASSPHRASE)
    assert [site.name for site in made.sites] == ["azc Rietwaard"]
    assert made.recovery_code
    assert not made.demo
    first_screen.close(made)
    assert first_screen.users_of(path) == ("Marleen",)
    (recent,) = first_screen.recent()
    assert (recent.path, recent.title) == (path, "balie")
    opened = first_screen.open_store(path, "Marleen", PASSPHRASE)
    assert opened.recovery_code == ""
    first_screen.close(opened)


def test_a_colleague_joins_at_the_first_screen(first_screen: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "balie.db"
    made = first_screen.create_store(path, "RTW", "azc Rietwaard", "Marleen", PASSPHRASE)
    first_screen.recovery_proved(made)
    assert settings_of(made.desk).recovery_proved_on == TODAY
    invited = people.invite(made.desk, PASSPHRASE, "Joost", [Role.DESK], LEAST_COST).result
    first_screen.close(made)
    assert first_screen.newcomers_of(path) == ("Joost",)
    joined = first_screen.join_store(path, "Joost", invited.code, "een eigen lange zin")
    assert joined.desk.user.roles == (Role.DESK,)
    first_screen.close(joined)
    assert first_screen.newcomers_of(path) == ()
    assert first_screen.users_of(path) == ("Marleen", "Joost")


def test_the_recovery_code_opens_it_with_a_new_passphrase(
    first_screen: AppContext, tmp_path: Path
) -> None:
    path = tmp_path / "balie.db"
    made = first_screen.create_store(path, "RTW", "azc Rietwaard", "Marleen", PASSPHRASE)
    first_screen.close(made)
    new = "vier andere woorden"
    first_screen.close(first_screen.recover_store(path, made.recovery_code, "Marleen", new))
    first_screen.close(first_screen.open_store(path, "Marleen", new))


def test_a_wrong_passphrase_is_explained(first_screen: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "balie.db"
    made = first_screen.create_store(path, "RTW", "azc Rietwaard", "Marleen", PASSPHRASE)
    first_screen.close(made)
    with pytest.raises(Exception, match="Marleen") as failed:
        first_screen.open_store(path, "Marleen", "een andere wachtzin")
    assert "klopt niet" in (first_screen.explain(failed.value) or "")
    assert first_screen.explain(RuntimeError()) is None


def test_the_demo_is_marked_and_not_among_the_recent_desks(first_screen: AppContext) -> None:
    copy_demo(data_folder() / "demo")
    first_screen.warm_up()
    demo = first_screen.open_demo(lambda _done, _total: None)
    first_screen.close(demo)
    assert demo.demo
    assert len(demo.sites) == 4
    assert first_screen.recent() == []


def test_closing_a_desk_is_the_end_of_a_walk_in_in_which_nobody_waits(
    first_screen: AppContext, tmp_path: Path
) -> None:
    path = tmp_path / "rietwaard.db"
    opened = first_screen.create_store(path, "RTW", "azc Rietwaard", "Marleen", PASSPHRASE)
    visit = walk_in.arrive(opened.desk, opened.sites[0].id, "Woldegebriel").result
    walk_in.leave(opened.desk, visit.id)
    first_screen.close(opened)
    again = first_screen.open_store(path, "Marleen", PASSPHRASE)
    with again.desk.read() as reader:
        assert [one.given_name for one in reader.find(Visit)] == [""]
    first_screen.close(again)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        (TODAY_VARIABLE, "gisteren", "Schrijf een dag zo: 2026-03-02."),
        (bootstrap.LANGUAGE_VARIABLE, "xx", "kies nl / en, niet ‘xx’."),
    ],
)
def test_a_setting_that_says_nothing_is_wrong_use(
    name: str,
    value: str,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(name, value)
    assert bootstrap.main(["list"]) == 2
    assert told in capsys.readouterr().err
