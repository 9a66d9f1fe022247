"""Whatever a file holds: it is read or refused with a sentence, and never anything else."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meedoenbalie.exchange import files
from meedoenbalie.exchange.codes import code_list, daypart_times, read_code_list
from meedoenbalie.exchange.file_wording import note_text, refusal_text
from meedoenbalie.exchange.limits import REPORT_EVERY
from meedoenbalie.exchange.problems import FileNote, Problem, RefusedFile
from meedoenbalie.exchange.reading import read_rows
from meedoenbalie.exchange.rejects import harmless, write_rejects
from meedoenbalie.exchange.resident_fields import RESIDENT_FIELDS
from meedoenbalie.exchange.shape import DELIMITERS, ENCODINGS, FileShape
from meedoenbalie.exchange.wording import message
from meedoenbalie.paths import resource_path
from tests.exchange.files import (
    csv_bytes,
    hsds,
    lessons,
    offers,
    patched,
    referrals,
    residents,
    xlsx_bytes,
)
from tests.exchange.ods import ods_bytes

HEAD = ("Naam", "Geboren", "Opmerking")
CSV = csv_bytes([HEAD, ("Okbay", "2003", "a\nb"), ("Çelik", "1-1-2004", "=1")])
# Without the moment at which it was made, so that every run tries the same bytes.
XLSX = patched(
    xlsx_bytes([HEAD, ("Okbay", 2003, "a"), ("Çelik", "1-1-2004", "=A1")]),
    "docProps/core.xml",
    lambda _part: b"<x/>",
)
ODS = ods_bytes([HEAD, ("Okbay", 2003, "a"), ("Çelik", "1-1-2004", "=A1")])
HSDS = json.dumps([{"name": "x", "schedules": [], "organization": {"name": "p"}}]).encode()
Reader = Callable[[bytes], Any]
readers: tuple[Reader, ...] = (residents, offers, referrals, lessons, hsds)


def read_or_refused(raw: bytes) -> None:
    for read in readers:
        refusal = None
        try:
            read(raw)
        except RefusedFile as refused:
            refusal = refused
        assert refusal is None or refusal_text(refusal)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    read_or_refused(raw)


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_text_is_read_or_refused(text: str, encoding: str) -> None:
    read_or_refused(text.encode(encoding, "replace"))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([CSV, XLSX, ODS, HSDS]),
    st.lists(st.tuples(st.integers(0, 20_000), st.binary(max_size=3)), max_size=4),
    st.integers(0, 20_000),
)
def test_a_file_with_broken_bytes_is_read_or_refused(
    good: bytes, breaks: list[tuple[int, bytes]], end: int
) -> None:
    raw = good
    for place, bytes_there in breaks:
        at = place % len(raw) if raw else 0
        raw = raw[:at] + bytes_there + raw[at + 1 :]
    read_or_refused(raw)
    read_or_refused(raw[: end % (len(raw) + 1)])


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([csv_bytes, ods_bytes]),
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])), max_size=4),
        max_size=4,
    ),
    st.builds(
        FileShape,
        st.sampled_from(["", *ENCODINGS]),
        st.sampled_from(["", *DELIMITERS]),
        st.integers(0, 40),
        st.sampled_from([None, True, False]),
    ),
)
def test_any_table_is_read_in_any_way_that_is_told_or_refused(
    write: Callable[[Any], bytes], rows: list[list[str]], told: FileShape
) -> None:
    raw = write([HEAD, *rows])
    with suppress(RefusedFile):
        table = files.read_table(Path("x"), raw, RESIDENT_FIELDS, told)
        assert table.shape.month_first is not None
        for _line, cells in table.rows:
            assert all(isinstance(cell, str) for cell in cells)


def test_a_folder_a_missing_file_and_a_huge_one_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (tmp_path, tmp_path / "weg.csv"):
        with pytest.raises(RefusedFile, match="not_a_file"):
            files.read_bytes(path)
    big = tmp_path / "groot.csv"
    big.write_bytes(b"x" * 100)
    monkeypatch.setattr(files, "MAX_FILE_BYTES", 99)
    with pytest.raises(RefusedFile, match="file_too_big"):
        files.read_bytes(big)
    big.write_bytes(b"")
    with pytest.raises(RefusedFile, match="empty_file"):
        files.read_bytes(big)


def test_a_name_that_looks_like_a_link_is_a_plain_file(tmp_path: Path) -> None:
    path = tmp_path / "bewoners -> geheim.csv"
    path.write_bytes(CSV)
    assert files.read_bytes(path) == CSV


def test_progress_is_told_and_can_stop_the_reading() -> None:
    class Stopped(Exception):
        pass

    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total))
        if done >= REPORT_EVERY:
            raise Stopped

    from meedoenbalie.exchange.lessons import LESSON_FIELDS, LessonReader
    from meedoenbalie.exchange.tabular import match_columns

    row = ("L1", "intake", "samenwerking", "a")
    rows = [("nummer", "fase", "werkzaam element", "wat gebeurde er"), *[row] * 2000]
    table = files.read_table(Path("lessen.csv"), csv_bytes(rows), LESSON_FIELDS)
    reader = LessonReader(match_columns(table, LESSON_FIELDS))
    with pytest.raises(Stopped):
        list(read_rows(table, reader, progress))
    assert [done for done, _total in seen] == [0, REPORT_EVERY]
    assert seen[0][1] >= 2000


def test_corrected_cells_and_lines_left_out() -> None:
    from meedoenbalie.exchange.residents import ResidentContext, ResidentReader
    from meedoenbalie.exchange.tabular import match_columns
    from tests.exchange.files import AGES, SITE, TODAY

    raw = csv_bytes([HEAD, ("A", "31-04-2008"), ("B", "x"), ("C", "2004")])
    table = files.read_table(Path("x.csv"), raw, RESIDENT_FIELDS)
    columns = match_columns(table, RESIDENT_FIELDS, {2: None})
    context = ResidentContext(TODAY, AGES, lambda _code: SITE, "RTW")
    rows = list(
        read_rows(
            table,
            ResidentReader(columns, context),
            corrections={(2, 1): "30-04-2008"},
            left_out=frozenset({3}),
        )
    )
    assert [row.line for row in rows if row.draft] == [2, 4]
    assert columns.unknown == (2,)


def test_refused_rows_are_written_without_formulas_and_without_bsn(tmp_path: Path) -> None:
    path = tmp_path / "geweigerd.csv"
    problem = Problem(3, "birth_date", "impossible_date", column="Geboren", value="31-02-2003")
    write_rejects(
        path,
        ["Naam", "Geboren", "Opmerking"],
        [(("=1+1", "31-02-2003", "belt 111222333"), [problem]), (("x",), [problem])],
    )
    text = path.read_bytes().decode("utf-8-sig")
    assert text.splitlines()[0] == "Naam;Geboren;Opmerking;Waarom geweigerd"
    assert "'=1+1;31-02-2003;;\"" in text or "'=1+1;31-02-2003;;Rij 3" in text
    assert "111222333" not in text
    again = residents(path.read_bytes())
    assert again.rows[0].cells[0] == "=1+1"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_cell_that_goes_out_becomes_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless("gewoon") == "gewoon"


LISTS = sorted(
    path.stem for path in resource_path("codes").glob("*.json") if path.stem != "dayparts"
)


@pytest.mark.parametrize("name", LISTS)
def test_every_code_list_has_a_source_and_gives_each_word_one_code(name: str) -> None:
    assert code_list(name)


def test_the_lists_hold_the_codes_of_the_records() -> None:
    from meedoenbalie.domain import lessons as lesson
    from meedoenbalie.domain import offers as offer
    from meedoenbalie.domain import people, referrals

    for name, kind in (
        ("levels", people.DutchLevel),
        ("literacy", people.Literacy),
        ("phases", people.ResidencePhase),
        ("reasons", referrals.Reason),
        ("outcomes", referrals.Outcome),
        ("lesson_phases", lesson.LessonPhase),
        ("working_elements", lesson.WorkingElement),
        ("offer_kinds", offer.OfferKind),
        ("answers", offer.WorkPermit),
    ):
        assert set(code_list(name).values()) == {one.value for one in kind}
    events = {one.value for one in referrals.EventKind} - {"retraction"}
    assert set(code_list("events").values()) == events
    assert daypart_times().morning == (540, 720)


@pytest.mark.parametrize(
    "content",
    [
        {"valid_from": "2026-01-01", "codes": {}},
        {"source": "x", "valid_from": "morgen", "codes": {}},
        {"source": "x", "valid_from": "2026-01-01", "codes": {"a": ["x"], "b": ["X"]}},
    ],
)
def test_a_code_list_that_cannot_be_used_is_told(tmp_path: Path, content: dict[str, Any]) -> None:
    path = tmp_path / "lijst.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ValueError, match=r"lijst|Invalid isoformat"):
        read_code_list(path)


def test_every_note_has_words() -> None:
    for code in ("hidden_column_not_imported", "recognised", "updated", "unknown_travel_site"):
        assert "3" in note_text(FileNote(code, "3", 3))
    assert (
        message(Problem(1, "", "no_rows")) == "Rij 1: Het bestand heeft een kop, maar geen rijen."
    )
