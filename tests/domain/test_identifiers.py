"""A BSN is refused however it is written; numbers that only look like one are let through."""

from datetime import date, time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from meedoenbalie.domain.identifiers import contains_bsn, is_bsn, is_v_number
from meedoenbalie.domain.lessons import LearnedLesson
from meedoenbalie.domain.people import Contact, Resident
from meedoenbalie.domain.record import new_id

BSN = "111222333"


@pytest.mark.parametrize(
    "text",
    [
        "111222333",
        "belt met 111222333.",
        "bsn 1234.56.782 gezien",
        "111 222 333",
        "111-222-333",
        "1 1 1 2 2 2 3 3 3",
        "0612345678 111222333",
        "١١١٢٢٢٣٣٣",
        "111/222/333",
        "111 - 222 - 333",
        "111,222,333",
        "111  222  333",
        "111\xad222\u200b333",
        "+31 6 12345678 111222333",
        "0031 6 12345678, 111222333",
        "111:222:333",
        "1234 : 56 : 782",
        "(111)(222)(333)",
        "111 (222) 333",
        "(111) - (222) - (333)",
        "[111] [222] [333]",
        "om 09:30 belt 111:222:333",
    ],
)
def test_a_bsn_is_seen(text: str) -> None:
    assert contains_bsn(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123456789",  # fails the eleven-test
        "000000000",
        "1112223330",
        "0600000012",
        "+31 611222333",
        "+31611222333",
        "+31 611 222 333",
        "0031 - 611 222 333",
        "1/8/2026 - 30/9",  # dates; run together they would pass the eleven-test
        "wo 19.00-19.45, vr 9:30",
        "01-02-2003",
        "+31(0)611222333",
        "+31 (0)611 222 333",
        "(111) 22 23 33",
        "111:22:23:33",
        "ma 11:12-22:33 (3x)",
    ],
)
def test_other_numbers_are_let_through(text: str) -> None:
    assert not contains_bsn(text)


@given(
    st.integers(1, 10**8 - 1), st.sampled_from(["", ".", " ", "-"]), st.text("abc ,", max_size=9)
)
def test_every_number_that_passes_the_eleven_test_is_seen_in_any_text(
    stem: int, sign: str, words: str
) -> None:
    digits = f"{stem:08d}"
    total = sum(w * int(d) for w, d in zip(range(9, 1, -1), digits, strict=True))
    assume(total % 11 != 10)
    bsn = digits + str(total % 11)
    assume(is_bsn(bsn))
    written = sign.join((bsn[:3], bsn[3:6], bsn[6:]))
    assert contains_bsn(f"{words}{written},{words}")


@given(st.dates(date(1900, 1, 1)), st.times(), st.sampled_from(" T(:"))
def test_a_day_with_a_time_is_never_taken_for_a_bsn(day: date, time: time, sign: str) -> None:
    assert not contains_bsn(f"{day}{sign}{time:%H:%M:%S})")
    assert not contains_bsn(f"{day:%d-%m-%Y} {sign} {time:%H:%M} (tot {time:%H.%M})")


@given(st.text("0123456789", min_size=10, max_size=10))
def test_a_v_number_is_never_taken_for_a_bsn(number: str) -> None:
    assert is_v_number(number)
    assert not contains_bsn(number)


@pytest.mark.parametrize("field", ["given_name", "notes", "guardian", "contact_value"])
def test_no_text_of_a_resident_may_hold_a_bsn(field: str) -> None:
    values = {"site_id": new_id(), "reference": "RTW-0001", "given_name": "Semhar", field: BSN}
    with pytest.raises(ValidationError, match="bsn_like"):
        Resident.model_validate(values)


def test_nor_may_an_interest_or_the_label_of_a_commitment() -> None:
    base = {"site_id": new_id(), "reference": "RTW-0001", "given_name": "Semhar"}
    with pytest.raises(ValidationError, match="bsn_like"):
        Resident.model_validate({**base, "interests": (f"bsn {BSN}",)})
    commitment = {"day": "MO", "start": 540, "end": 600, "label": BSN}
    with pytest.raises(ValidationError, match="bsn_like"):
        Resident.model_validate({**base, "commitments": (commitment,)})


def test_nor_may_a_contact_moment_or_a_lesson() -> None:
    with pytest.raises(ValidationError, match="bsn_like"):
        Contact.model_validate(
            {"resident_id": new_id(), "at": "2026-03-02T12:00:00Z", "summary": f"bsn {BSN}"}
        )
    with pytest.raises(ValidationError, match="bsn_like"):
        LearnedLesson.model_validate(
            {"number": "L1", "phase": "intake", "element": "contact", "situation": BSN}
        )


def test_a_bsn_in_the_place_of_a_v_number_is_called_what_it_is() -> None:
    base = {"site_id": new_id(), "reference": "RTW-0001", "given_name": "Semhar"}
    with pytest.raises(ValidationError, match="bsn_like"):
        Resident.model_validate({**base, "v_number": BSN})
    with pytest.raises(ValidationError, match="malformed"):
        Resident.model_validate({**base, "v_number": "99714"})
