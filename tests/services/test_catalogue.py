"""The catalogue: what a list asks for, and places that are confirmed for a start."""

from datetime import date

import pytest

from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.places import PlacesFigure
from meedoenbalie.services import catalogue
from meedoenbalie.services.desk import Desk
from tests.opened_desk import TODAY

SPRING, SUMMER = date(2026, 4, 6), date(2026, 6, 1)


def test_the_offers_of_one_kind_can_be_asked_for(desk: Desk) -> None:
    for code, kind in (("A01", OfferKind.ACTIVITY), ("T01", OfferKind.LANGUAGE_COURSE)):
        catalogue.add_offer(desk, "Taalhuis", code=code, kind=kind, title=code)
    found = catalogue.find_offers(desk, kind=OfferKind.LANGUAGE_COURSE)
    assert [line.offer.code for line in found] == ["T01"]


def test_a_start_date_that_goes_takes_its_figure_along(desk: Desk) -> None:
    offer = catalogue.add_offer(
        desk,
        "Taalhuis",
        code="T01",
        kind=OfferKind.LANGUAGE_COURSE,
        title="Taal",
        places=9,
        start_dates=(SUMMER, SPRING),
    ).result
    assert offer.figure(SPRING) == PlacesFigure(places=9)
    catalogue.confirm_places(desk, offer.id, 2, start=SPRING)
    known = catalogue.offer_by_code(desk, "T01")
    assert [figure.places for figure in known.asked_figures(TODAY)] == [2, 9]
    assert [figure.on for figure in known.figures(TODAY)] == [SPRING, None]
    after = catalogue.change_offer(desk, offer.id, start_dates=(SUMMER,)).result
    assert after.start_places == ()
    with pytest.raises(ValueError, match="start_unknown"):
        catalogue.confirm_places(desk, offer.id, 2, start=SPRING)
