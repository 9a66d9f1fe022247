"""An unforeseen error is written down with its place in the program and nothing about anybody."""

from meedoenbalie import log
from meedoenbalie.paths import log_folder

NAME = "Semhar Tesfay"


def fail(person: str) -> None:
    words = person.split()
    try:
        raise KeyError(person)
    except KeyError as error:
        raise ValueError(f"{words[0]} is niet goed") from error


def caught() -> ValueError:
    try:
        fail(NAME)
    except ValueError as error:
        return error
    raise AssertionError


def test_the_log_tells_types_and_places_and_no_names() -> None:
    path = log.unexpected(caught())
    assert path is not None
    text = path.read_text(encoding="utf-8")
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_log:fail:" in text
    assert "Semhar" not in text
    assert "Tesfay" not in text
    assert "niet goed" not in text


def test_a_report_names_the_versions() -> None:
    report = log.report_of(caught())
    assert report.startswith("Meedoenbalie ")
    assert "Python 3." in report
    assert "Semhar" not in report


def test_an_error_that_causes_itself_is_told_once() -> None:
    error = ValueError("a")
    error.__context__ = error
    assert log.describe(error) == "builtins.ValueError"


def test_a_full_log_begins_anew_and_the_oldest_goes() -> None:
    folder = log_folder()
    folder.mkdir(parents=True)
    full = "x" * 600_000
    for number in range(4):
        (folder / "meedoenbalie.log").write_text(f"{number}{full}", encoding="utf-8")
        log.unexpected(ValueError())
    kept = sorted(path.name for path in folder.iterdir())
    assert kept == ["meedoenbalie.log", "meedoenbalie.log.1", "meedoenbalie.log.2"]
    assert (folder / "meedoenbalie.log.1").read_text(encoding="utf-8").startswith("3")


def test_a_folder_that_cannot_be_written_is_no_second_error() -> None:
    folder = log_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("een bestand op de plek van de map", encoding="utf-8")
    assert log.unexpected(ValueError()) is None
