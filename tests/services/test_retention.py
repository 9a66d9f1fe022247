"""What is due is proposed with a reason; a person decides."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.consent import Consent, ConsentAnswer, ConsentPurpose
from meedoenbalie.domain.people import Resident, Role, Site
from meedoenbalie.domain.retention import months_later
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.referring import record_consent
from meedoenbalie.services.registration import record_contact, register_resident
from meedoenbalie.services.retention import (
    Due,
    end_consents,
    erase_due,
    keep_longer,
    later_by_default,
    what_is_due,
)
from meedoenbalie.services.settings import change_settings
from tests.opened_desk import TODAY


def on(desk: Desk, day: date) -> Desk:
    return replace(desk, clock=fixed_clock(day))


def who(desk: Desk) -> list[tuple[str, Due, date]]:
    return [(item.resident.given_name, item.due, item.due_on) for item in what_is_due(desk)]


def named(desk: Desk, name: str) -> Resident:
    with desk.read() as reader:
        return reader.find(Resident, given_name=name)[0]


def test_who_left_is_due_after_the_term_of_the_desk(desk: Desk, site: Site) -> None:
    register_resident(desk, site.id, given_name="Maryam", departed_on=date(2026, 2, 20))
    register_resident(desk, site.id, given_name="Zahra")
    assert who(on(desk, date(2026, 8, 19))) == []
    assert who(on(desk, date(2026, 8, 20))) == [("Maryam", Due.DEPARTED, date(2026, 8, 20))]
    change_settings(desk, keep_months=1)
    assert who(on(desk, date(2026, 3, 20))) == [("Maryam", Due.DEPARTED, date(2026, 3, 20))]


def test_who_never_left_is_due_when_nothing_was_recorded_for_as_long(
    desk: Desk, site: Site
) -> None:
    register_resident(desk, site.id, given_name="Maryam")
    with desk.write("import_residents") as uow:
        uow.insert_many([Resident(site_id=site.id, reference="X-1", given_name="Zahra")])
    later = on(desk, date(2026, 9, 2))
    assert who(on(desk, date(2026, 9, 1))) == []
    assert who(later) == [
        ("Maryam", Due.SILENT, date(2026, 9, 2)),
        ("Zahra", Due.SILENT, date(2026, 9, 2)),
    ]
    maryam = what_is_due(later)[0].resident
    record_contact(on(desk, date(2026, 8, 1)), maryam.id, "Gesprek")
    assert who(later) == [("Zahra", Due.SILENT, date(2026, 9, 2))]


def test_a_consent_past_its_last_day_is_due_unless_another_followed(desk: Desk, site: Site) -> None:
    offer = add_offer(
        desk, "Buurtkracht", code="M01", kind="mdt_traject", title="Samen in de buurt"
    ).result
    for name in ("Maryam", "Zahra"):
        person = register_resident(desk, site.id, given_name=name).result
        record_consent(
            desk,
            person.id,
            offer.provider_id,
            ConsentAnswer.YES,
            valid_until=date(2026, 3, 31),
        )
    zahra, maryam = named(desk, "Zahra"), named(desk, "Maryam")
    record_consent(desk, zahra.id, offer.provider_id, ConsentAnswer.NO)
    # An answer about something else doesn't follow it.
    record_consent(desk, maryam.id, offer.provider_id, ConsentAnswer.NO, ConsentPurpose.PROGRESS)
    april = on(desk, date(2026, 4, 1))
    assert who(on(desk, date(2026, 3, 31))) == []
    assert who(april) == [("Maryam", Due.CONSENT_OVER, date(2026, 3, 31))]
    assert end_consents(april, what_is_due(april)[0].consents).result == 1
    assert who(april) == []
    with desk.read() as reader:
        assert reader.count(Consent) == 3


def test_a_person_may_keep_somebody_longer_and_is_asked_again(desk: Desk, site: Site) -> None:
    person = register_resident(
        desk, site.id, given_name="Maryam", departed_on=date(2025, 6, 1)
    ).result
    assert who(desk) == [("Maryam", Due.DEPARTED, date(2025, 12, 1))]
    assert later_by_default(desk) == date(2026, 9, 2)
    with pytest.raises(ValueError, match="day_has_come"):
        keep_longer(desk, [person.id], TODAY)
    keep_longer(desk, [person.id], date(2026, 5, 1))
    assert who(desk) == []
    assert who(on(desk, date(2026, 5, 1))) == [("Maryam", Due.DEPARTED, date(2026, 5, 1))]


def test_erasing_what_is_due_takes_those_who_were_chosen(desk: Desk, site: Site) -> None:
    for name in ("Maryam", "Zahra"):
        register_resident(desk, site.id, given_name=name, departed_on=date(2025, 6, 1))
    first = what_is_due(desk)[0].resident
    done = erase_due(desk, [first.id])
    assert [meaning.resident.id for meaning in done.result] == [first.id]
    assert [name for name, _due, _on in who(desk)] == ["Zahra"]
    plain = replace(desk, user=desk.user.changed(roles=(Role.DESK,)))
    with pytest.raises(NotAllowed):
        erase_due(plain, [what_is_due(desk)[0].resident.id])
    with pytest.raises(NotAllowed):
        keep_longer(plain, [first.id], date(2027, 1, 1))


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 120))
def test_months_later_is_that_many_months_on_and_never_in_the_next(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day
    assert months_later(day, 0) == day
