"""Files of absurd sizes are refused with a sentence, before they fill the memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from meedoenbalie.exchange import csv_file, hsds, reading
from meedoenbalie.exchange.file_wording import refusal_text
from meedoenbalie.exchange.hsds import read_services
from meedoenbalie.exchange.problems import RefusedFile
from tests.exchange.files import residents


def test_more_rows_than_a_desk_can_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_DATA_ROWS", 2)
    head, row = "Voornaam;Geboren\n", "Ali;2004\n"
    assert len(residents(head + row * 2 + "\n;\n").rows) == 2
    with pytest.raises(RefusedFile, match="file_too_big"):
        residents(head + row * 3)


def test_a_line_that_is_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "MAX_LINE_SIGNS", 40)
    with pytest.raises(RefusedFile, match="line_too_long") as refused:
        residents("Voornaam;Geboren\nAli;2004\n" + "x;" * 30 + "\n")
    assert "Regel 3" in refusal_text(refused.value)


def test_a_catalogue_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hsds, "MAX_JSON_BYTES", 10)
    with pytest.raises(RefusedFile, match="file_too_big"):
        read_services(b'[{"name": "Koken"}]')


def test_a_number_of_thousands_of_figures_is_a_word(tmp_path: Path) -> None:
    many = "9" * 5000
    reading_of = residents(f"Nr;Voornaam;Geboren;Vaste afspraken\n{many};Ali;2004;\n")
    assert [row.draft for row in reading_of.rows] == [None]
