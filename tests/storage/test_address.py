"""The address of a server: what is local, and what is sent elsewhere only over a checked line."""

import pytest

from meedoenbalie.storage.backends.address import is_address, parse_address

ELSEWHERE = "postgresql+psycopg://marleen@db.example.org/balie"


def test_a_server_elsewhere_gets_a_checked_certificate_without_asking() -> None:
    url = parse_address(ELSEWHERE).url
    assert url.query["sslmode"] == "verify-full"
    assert url.query["sslrootcert"] == "system"
    own = parse_address(f"{ELSEWHERE}?sslrootcert=ca.pem").url
    assert own.query["sslrootcert"] == "ca.pem"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", ""])
def test_on_this_computer_no_certificate_is_asked(host: str) -> None:
    assert "sslmode" not in parse_address(f"postgresql://m@{host}/balie").url.query
    assert parse_address("postgresql://m@/balie?host=/run/postgresql").is_local


@pytest.mark.parametrize(
    ("variable", "value"),
    [("PGHOST", "db.example.org"), ("PGHOSTADDR", "203.0.113.9"), ("PGSERVICE", "elders")],
)
def test_what_the_environment_sends_elsewhere_is_not_local(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    assert parse_address("postgresql://m@/balie").url.query["sslmode"] == "verify-full"


def test_an_address_reads_back_as_it_was_written() -> None:
    for text in (ELSEWHERE, f"{ELSEWHERE}?sslmode=verify-full", "postgresql://m@/b?host=/run"):
        assert parse_address(str(parse_address(text))) == parse_address(text)
    assert is_address(ELSEWHERE)
    assert not is_address("balie.db")
    assert not is_address("C:\\balies\\postgresql.db")


def test_names_with_spaces_stand_encoded() -> None:
    found = parse_address("postgresql://Joost%20de%20Wit@localhost/balie")
    assert found.user == "Joost de Wit"
    assert parse_address(str(found)) == found
