"""The next number is free, whatever was given out here or came from somebody else's list."""

from hypothesis import example, given
from hypothesis import strategies as st

from meedoenbalie.storage.queries.numbers import last_number

OURS = st.integers(0, 10_050).map(lambda number: f"{number:04d}")
THEIRS = st.integers(0, 120).map(str) | st.text("0123456789AB", min_size=1, max_size=6)


@given(st.sets(OURS | THEIRS))
@example({"12", "0013"})
@example({"9999", "10000"})
@example({"0009", "A1"})
def test_the_next_number_is_free(given_out: set[str]) -> None:
    number = last_number(max(given_out, default=""), lambda: given_out)
    assert f"{number + 1:04d}" not in given_out


def test_where_all_have_four_digits_none_but_the_last_is_read() -> None:
    def read_all() -> list[str]:
        raise AssertionError("all were read")

    assert last_number("0041", read_all) == 41
