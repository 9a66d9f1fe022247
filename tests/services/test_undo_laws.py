"""Any sequence of work, undo, redo and reopening leaves the store equal to the model."""

import shutil
import tempfile
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import event

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.consent import Consent, ConsentAnswer
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Contact, Resident, Site
from meedoenbalie.domain.record import Record
from meedoenbalie.domain.referrals import (
    EventKind,
    Referral,
    ReferralEvent,
    ReferralState,
    replay,
    struck_events,
)
from meedoenbalie.services.catalogue import add_offer, confirm_places
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.referring import (
    prepare_referral,
    record_consent,
    record_event,
    retract_event,
)
from meedoenbalie.services.registration import (
    ResidentQuery,
    change_resident,
    find_residents,
    record_contact,
    register_resident,
)
from meedoenbalie.services.stores import create_store, open_store
from meedoenbalie.services.undoing import CannotUndo, redo, undo
from meedoenbalie.services.verifying import verify
from meedoenbalie.storage.keys import LEAST_COST
from tests.opened_desk import PASSPHRASE, TODAY

NAMES = st.sampled_from(["Semhar", "Hodan", "Yusuf", "Gülşen"])
STEPS = st.sampled_from([EventKind.SENT, EventKind.ACCEPTED, EventKind.WITHDRAWN, EventKind.TOLD])

Seen = frozenset[Hashable]


def make_template(folder: Path) -> Path:
    """Make a closed store with an azc, an offer and a referral that was put ready."""
    path = folder / "balie.db"
    sites = [Site(code="RTW", name="azc Rietwaard")]
    desk = create_store(path, "Marleen", PASSPHRASE, fixed_clock(TODAY), sites, LEAST_COST).desk
    with desk.database:
        offer = add_offer(
            desk, "Buurtkracht", code="M01", kind="activity", title="Koken", places=3
        ).result
        with desk.read() as reader:
            site = reader.find(Site)[0]
        semhar = register_resident(desk, site.id, given_name="Semhar").result
        prepare_referral(desk, semhar.id, offer.id)
    return path


@pytest.fixture(scope="module")
def template() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield make_template(Path(folder))


class Work(RuleBasedStateMachine):
    """One person at the desk. ``past`` and ``future`` hold what the store looked like."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        for file in self.template.parent.glob("balie.db*"):
            shutil.copy(file, self.folder)
        self.desk = self._opened()
        self.past: list[Seen] = []
        self.future: list[Seen] = []
        self.now = self._seen()

    def teardown(self) -> None:
        try:
            assert verify(self.desk).problems == ()
        finally:
            self.desk.database.close()
            shutil.rmtree(self.folder)

    def _opened(self) -> Desk:
        path = self.folder / self.template.name
        desk = open_store(path, "Marleen", PASSPHRASE, fixed_clock(TODAY))
        # These laws aren't about power cuts: without waiting for the disk they take seconds.
        event.listen(
            desk.database.engine,
            "checkout",
            lambda connection, *_rest: connection.execute("PRAGMA synchronous = OFF"),
        )
        return desk

    def _seen(self) -> Seen:
        """All that the desk shows; a referral that was an error isn't there for it."""
        with self.desk.read() as reader:
            plain: list[Record] = [
                record
                for kind in (Resident, Contact, Consent, Offer)
                for record in reader.find(kind)
            ]
            events = reader.find(ReferralEvent)
            referrals = reader.find(Referral)
        found: set[Hashable] = {record.changed(version=1).model_dump_json() for record in plain}
        for referral in referrals:
            own = [event for event in events if event.referral_id == referral.id]
            counted = list(replay(own))
            if counted[-1][1].state is not ReferralState.ENTERED_IN_ERROR:
                found.add((referral.reference, *(event.id for event, _at in counted)))
        for name in ("semhar", "hodan", "yusuf", "gulsen", "anders"):
            found.add((name, frozenset(find_residents(self.desk, ResidentQuery(words=name)))))
        return frozenset(found)

    def _did(self) -> None:
        after = self._seen()
        if after != self.now:
            self.past.append(self.now)
            self.future.clear()
            self.now = after
            self._there_and_back(len(self.past) % 3)

    def _there_and_back(self, turns: int) -> None:
        for _turn in range(turns):
            undo(self.desk)
            assert self._seen() == self.past[-1]
            redo(self.desk)
            assert self._seen() == self.now

    def _all(self, kind: type[Record]) -> list[Any]:
        with self.desk.read() as reader:
            return list(reader.find(kind))

    def _referral(self) -> tuple[Referral, list[tuple[ReferralEvent, Any]]] | None:
        for referral in self._all(Referral):
            counted = list(
                replay(one for one in self._all(ReferralEvent) if one.referral_id == referral.id)
            )
            if counted[-1][1].state is not ReferralState.ENTERED_IN_ERROR:
                return referral, counted
        return None

    @rule(name=NAMES)
    def register(self, name: str) -> None:
        register_resident(self.desk, self._all(Site)[0].id, given_name=name)
        self._did()

    @rule(names=st.lists(NAMES, min_size=1, max_size=4))
    def read_a_file(self, names: list[str]) -> None:
        site = self._all(Site)[0].id
        taken = len(self._all(Resident))
        with self.desk.write("import", "residents") as uow:
            uow.insert_many(
                [
                    Resident(site_id=site, reference=f"L{taken}-{n}", given_name=name)
                    for n, name in enumerate(names)
                ]
            )
        self._did()

    @rule(pick=st.integers(0, 9), name=NAMES)
    def change(self, pick: int, name: str) -> None:
        for resident in self._all(Resident)[pick : pick + 1]:
            if resident.given_name != name:
                change_resident(self.desk, resident.id, resident.version, given_name=name)
                self._did()

    @rule(pick=st.integers(0, 9))
    def talk(self, pick: int) -> None:
        for resident in self._all(Resident)[pick : pick + 1]:
            record_contact(self.desk, resident.id, "Gesproken")
            self._did()

    @rule(places=st.integers(0, 3))
    def confirm(self, places: int) -> None:
        (offer,) = self._all(Offer)
        if (offer.places, offer.places_confirmed_on) != (places, TODAY):
            confirm_places(self.desk, offer.id, places)
            self._did()

    @rule(pick=st.integers(0, 3))
    def refer(self, pick: int) -> None:
        (offer,) = self._all(Offer)
        for resident in self._all(Resident)[pick : pick + 1]:
            with self.desk.together("prepare_referral") as joined:
                record_consent(joined, resident.id, offer.provider_id, ConsentAnswer.YES)
                prepare_referral(joined, resident.id, offer.id)
            self._did()

    @rule(kind=STEPS)
    def step(self, kind: EventKind) -> None:
        found = self._referral()
        if found is not None and kind in found[1][-1][1].allowed():
            record_event(self.desk, found[0].id, kind, receiver="Rob", consent_on=TODAY)
            self._did()

    @rule()
    def correct(self) -> None:
        found = self._referral()
        if found is not None and found[1][-1][0].kind is not EventKind.DRAFT:
            assert found[1][-1][0].id not in struck_events(self._all(ReferralEvent))
            retract_event(self.desk, found[1][-1][0].id, "Andere jongere")
            self._did()

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        undo(self.desk)
        self.future.append(self.now)
        self.now = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        redo(self.desk)
        self.past.append(self.now)
        self.now = self.future.pop()

    @precondition(lambda self: not self.future)
    @rule()
    def nothing_to_redo(self) -> None:
        with pytest.raises(CannotUndo):
            redo(self.desk)

    @rule()
    def reopen(self) -> None:
        self.desk.database.close()
        self.desk = self._opened()

    @invariant()
    def the_store_equals_the_model(self) -> None:
        assert self._seen() == self.now


def test_work_undo_and_redo_leave_the_store_equal_to_the_model(template: Path) -> None:
    Work.template = template
    run_state_machine_as_test(
        Work,
        settings=settings(
            max_examples=6,
            stateful_step_count=20,
            deadline=None,
            # Making a failure smaller would take minutes; the step names tell enough.
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
