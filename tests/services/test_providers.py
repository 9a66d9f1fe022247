"""Providers: who works there, when they were spoken, what was agreed; a number is never a BSN."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from pydantic import ValidationError

from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.services import erasing, providers, referring
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.messages import explain
from meedoenbalie.services.providers import NameTaken
from meedoenbalie.services.referring import Refused
from meedoenbalie.services.undoing import undo
from meedoenbalie.storage.errors import UnknownRecord
from tests.opened_desk import TODAY
from tests.ui.pages.making import add_offer, add_resident, refer

BSN = "111222333"


@pytest.fixture
def offer(desk: Desk) -> Offer:
    return add_offer(desk, "M01", "Samen in de buurt")


def test_several_people_work_at_a_provider(desk: Desk, offer: Offer) -> None:
    at = offer.provider_id
    els = providers.save_contact(
        desk, at, name=" Els Timmer ", job="plaatsen", phone="06-1234", email="els@buurt.nl"
    ).result
    providers.save_contact(desk, at, name="Karin Smit", job="taal")
    providers.save_contact(desk, at, els.id, name="Els Timmer", job="intake", phone="06-1234")
    found = providers.provider_file(desk, at).contacts
    assert [(one.name, one.job, one.email) for one in found] == [
        ("Els Timmer", "intake", ""),
        ("Karin Smit", "taal", ""),
    ]
    providers.remove_contact(desk, els.id)
    assert [one.name for one in providers.provider_file(desk, at).contacts] == ["Karin Smit"]
    undo(desk)
    assert len(providers.provider_file(desk, at).contacts) == 2


def test_the_last_contact_stands_in_the_list(desk: Desk, offer: Offer) -> None:
    at = offer.provider_id
    assert providers.find_providers(desk)[0].last_talk is None
    providers.record_talk(desk, at, summary="Nog drie plaatsen.", with_whom="Els Timmer")
    providers.record_talk(
        desk, at, summary="Kennisgemaakt.", held_on=TODAY - timedelta(30), with_whom="Els"
    )
    line = providers.find_providers(desk)[0]
    assert (line.last_talk, line.offers) == (TODAY, 1)
    newest, oldest = providers.provider_file(desk, at).talks
    assert (newest.by, newest.with_whom, newest.summary) == (
        "Marleen",
        "Els Timmer",
        "Nog drie plaatsen.",
    )
    assert oldest.held_on == TODAY - timedelta(30)
    with pytest.raises(Refused):
        providers.record_talk(desk, at, summary="Morgen", held_on=TODAY + timedelta(1))


def test_an_agreement_says_who_does_or_risks_what(desk: Desk, offer: Offer) -> None:
    at = offer.provider_id
    with pytest.raises(ValidationError) as refused:
        providers.record_agreement(desk, at, tasks=" ", risks="")
    assert "wie welk risico draagt" in (explain(refused.value) or "")
    made = providers.record_agreement(desk, at, risks="Buurtkracht verzekert.").result
    providers.record_agreement(
        desk, at, made.id, tasks="De balie belt.", risks=made.risks, agreed_on=made.agreed_on
    )
    (kept,) = providers.provider_file(desk, at).agreements
    assert (kept.tasks, kept.risks, kept.agreed_on) == (
        "De balie belt.",
        "Buurtkracht verzekert.",
        TODAY,
    )
    providers.remove_agreement(desk, kept.id)
    assert providers.provider_file(desk, at).agreements == ()


def test_open_referrals_are_counted_for_each_offer(desk: Desk, site: Site, offer: Offer) -> None:
    other = add_offer(desk, "M02", "Tuin")
    first = refer(desk, add_resident(desk, site), offer)
    referring.prepare_referral(desk, add_resident(desk, site, "Emre").id, offer.id)
    referring.record_event(desk, first.id, EventKind.DECLINED)
    found = providers.provider_file(desk, offer.provider_id).offers
    assert [(one.offer.id, one.open_referrals) for one in found] == [(offer.id, 1), (other.id, 0)]


def test_a_name_belongs_to_one_provider(desk: Desk, offer: Offer) -> None:
    taalhuis = add_offer(desk, "T01", "Taal", provider="Taalhuis").provider_id
    with pytest.raises(NameTaken) as taken:
        providers.change_provider(desk, taalhuis, name="Buurtkracht")
    assert "Buurtkracht" in (explain(taken.value) or "")
    changed = providers.change_provider(
        desk, taalhuis, name="Taalhuis Rietwaard", phone="010-1", email="post@taalhuis.nl"
    )
    assert changed.changed == {"provider"}
    assert [one.provider.name for one in providers.find_providers(desk, "taalhuis")] == [
        "Taalhuis Rietwaard"
    ]


def test_a_bsn_is_refused_everywhere(desk: Desk, offer: Offer) -> None:
    at = offer.provider_id
    for write in (
        lambda: providers.save_contact(desk, at, name="Els", phone=BSN),
        lambda: providers.save_contact(desk, at, name="Els", job=BSN),
        lambda: providers.record_talk(desk, at, summary=f"Over {BSN}."),
        lambda: providers.record_talk(desk, at, summary="Over iemand", with_whom=BSN),
        lambda: providers.record_agreement(desk, at, tasks=f"Bel {BSN}"),
        lambda: providers.record_agreement(desk, at, risks=f"Voor {BSN}"),
        lambda: providers.change_provider(desk, at, name="Buurtkracht", phone=BSN),
    ):
        with pytest.raises(ValidationError, match="bsn_like"):
            write()
    kept = providers.provider_file(desk, at)
    assert (kept.contacts, kept.talks, kept.agreements) == ((), (), ())


def test_who_is_erased_and_named_in_a_talk_is_pointed_out(
    desk: Desk, site: Site, offer: Offer
) -> None:
    resident = add_resident(desk, site, "Semhar Tesfay")
    providers.record_talk(desk, offer.provider_id, summary="Semhar kwam niet.")
    meant = erasing.what_erasing_means(desk, resident.id)
    assert [(one.where, one.text) for one in meant.mentions] == [
        ("Buurtkracht", "Semhar kwam niet.")
    ]


def test_an_unknown_provider_is_refused(desk: Desk) -> None:
    with pytest.raises(UnknownRecord):
        providers.save_contact(desk, UUID(int=1), name="Els")
