"""The picture in docs/architecture.md is as the imports are."""

import pytest

from scripts import import_picture


def test_the_picture_is_as_the_imports_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert import_picture.main(["check"]) == 0, capsys.readouterr().out


def test_an_arrow_that_others_imply_is_left_out() -> None:
    found = {"ui": {"services", "domain"}, "services": {"domain"}}
    assert list(import_picture.without_implied(found)) == [
        ("services", "domain"),
        ("ui", "services"),
    ]
