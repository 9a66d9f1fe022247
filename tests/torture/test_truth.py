"""What looks at a store after a fault sees when something isn't as it was promised."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

if sys.platform == "win32":
    pytest.skip("kills and limits the POSIX way", allow_module_level=True)

from meedoenbalie.paths import CACHE_VARIABLE, HOME_VARIABLE
from meedoenbalie.services.registration import register_resident, sites
from meedoenbalie.storage.keys import key_file_of
from torture import __main__ as program
from torture.figures import Figure
from torture.hour import Work
from torture.snapshots import Snapshot, snapshots
from torture.truth import violations


@pytest.fixture(scope="module")
def hour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Snapshot]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, "")
        patch.setenv(CACHE_VARIABLE, "")
        yield snapshots(tmp_path_factory.mktemp("hour"))


@pytest.fixture
def late(hour: list[Snapshot], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    """The desk after most of the hour."""
    monkeypatch.setenv(HOME_VARIABLE, "")
    monkeypatch.setenv(CACHE_VARIABLE, "")
    return hour[13].copied_to(tmp_path / "late")


def test_a_store_that_nothing_happened_to_is_as_it_was_promised(late: Work) -> None:
    assert list(violations(late, in_flight=False)) == []


def test_an_older_store_is_as_it_was_promised(hour: list[Snapshot], tmp_path: Path) -> None:
    older = hour[-1].copied_to(tmp_path / "older")
    assert list(violations(older, in_flight=True)) == []


def altered(work: Work, *statements: str) -> None:
    with work.desk.database.writing() as connection:
        for statement in statements:
            connection.execute(text(statement))
    work.close()


def lose_last_change(work: Work) -> None:
    last = "(SELECT max(id) FROM step)"
    altered(
        work,
        f"DELETE FROM payload WHERE entry_id IN (SELECT id FROM entry WHERE step_id = {last})",
        f"DELETE FROM entry WHERE step_id = {last}",
        f"DELETE FROM step WHERE id = {last}",
    )


def do_twice(work: Work) -> None:
    register_resident(work.desk, sites(work.desk)[0].id, given_name="Zahra")
    work.close()


def lose_talk(work: Work) -> None:
    altered(work, "DELETE FROM contact")


def lose_draft(work: Work) -> None:
    altered(work, "DELETE FROM draft")


def lose_imported(work: Work) -> None:
    altered(work, "DELETE FROM resident WHERE reference IN ('L-0050', 'L-0051')")


def lose_search(work: Work) -> None:
    altered(work, "DELETE FROM search_text")


def lose_proof(work: Work) -> None:
    for proof in work.folder.rglob("*.back-up.json"):
        proof.unlink()


def damage_backup(work: Work) -> None:
    for path in work.folder.rglob("*.back-up"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)


def damage_keys(work: Work) -> None:
    path = key_file_of(work.path)
    lines = path.read_bytes().splitlines()
    path.write_bytes(b"\n".join(line for line in lines if b"recovery" not in line))


def damage_page(work: Work) -> None:
    data = bytearray(work.path.read_bytes())
    # Not at the end: the schema may lie there, without which the file doesn't open at all.
    data[len(data) // 2] ^= 1
    work.path.write_bytes(data)


def lose_list(work: Work) -> None:
    work.promise = replace(work.promise, erased=(*work.promise.erased, "L-0004"))


Harm = Callable[[Work], None]
HARMS: dict[Harm, str] = {
    lose_last_change: "was acknowledged and isn't there",
    do_twice: "more than were acknowledged",
    lose_talk: "without the talk",
    lose_draft: "half-typed form",
    lose_imported: "imported rows",
    lose_search: "search finds others",
    lose_proof: "isn't proved",
    damage_backup: "says that it is proved",
    damage_keys: "key file",
    damage_page: "damaged",
    lose_list: "erased",
}


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_harm_is_seen(late: Work, harm: Harm) -> None:
    harm(late)
    assert HARMS[harm] in "\n".join(violations(late, in_flight=False))


def test_a_store_that_does_not_open_is_seen(late: Work) -> None:
    late.path.write_bytes(b"geen balie" * 1000)
    assert "does not open" in "\n".join(violations(late, in_flight=True))


def test_the_program_ends_with_1_when_anything_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = Figure("flipped bit", "store")
    wrong.count(["wrong data"], where="byte 7")
    monkeypatch.setattr(program, "KINDS", {"flips": lambda _chance, _every: [wrong]})
    assert program.main(["--plain", "flips"]) == 1
    assert "byte 7: wrong data" in capsys.readouterr().out
