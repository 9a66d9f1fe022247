"""One offer against everybody who looks for a place."""

from datetime import date
from uuid import UUID

from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.matching import matches_for
from meedoenbalie.services.registration import add_site
from meedoenbalie.services.rights import restrict_use
from meedoenbalie.services.who_fits import residents_for
from tests.domain.matching.builders import SITE, commitment, course, offer
from tests.services.test_allocating import offered, referred, registered


def names(desk: Desk, offer_id: UUID) -> list[str]:
    return [found.resident.given_name for found in residents_for(desk, offer_id)]


def test_whom_it_fits_comes_before_whom_it_would_fit(desk: Desk, site: Site) -> None:
    registered(desk, site, given_name="Als", residence_phase=None)
    registered(desk, site, given_name="Niet", birth_date=date(1980, 1, 1))
    registered(desk, site, given_name="Kort", arrival_date=date(2026, 2, 20))
    registered(desk, site, given_name="Lang", arrival_date=date(2025, 9, 1))
    registered(desk, site, given_name="Wens", interests=("koken",))
    what = offered(desk, offer(title="Samen koken", residence_phases=("status_holder",)))
    assert names(desk, what.id) == ["Wens", "Lang", "Kort", "Als"]


def test_it_says_of_everybody_what_the_advice_to_them_says(desk: Desk, site: Site) -> None:
    far = add_site(desk, "VDW", "azc Ver").result
    what = offered(desk, offer(travel_minutes={SITE: 10, "VDW": 50}))
    for azc in (site, far):
        for own in ((), (commitment("MO", 14, 15),)):
            registered(desk, azc, commitments=own, max_travel_minutes=45)
    found = residents_for(desk, what.id)
    assert {candidate.fit for candidate in found} == {Fit.FITS, Fit.FITS_IF}
    for candidate in found:
        (told,) = matches_for(desk, candidate.resident.id).matches
        assert candidate.why() == told
        assert (candidate.fit, candidate.points) == (told.fit, told.points)


def test_who_is_referred_to_it_or_limited_the_use_of_their_data_is_left_out(
    desk: Desk, site: Site
) -> None:
    what, other = offered(desk, offer()), offered(desk, course())
    referred(desk, registered(desk, site, given_name="Verwezen"), what, EventKind.SENT)
    referred(desk, registered(desk, site, given_name="Elders"), other, EventKind.SENT)
    restrict_use(desk, registered(desk, site, given_name="Beperkt").id, "eerst nagaan")
    registered(desk, site, given_name="Vertrokken", departed_on=date(2026, 2, 1))
    assert names(desk, what.id) == ["Elders"]
