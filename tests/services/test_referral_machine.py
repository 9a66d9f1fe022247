"""No sequence of steps, corrections and new referrals brings one to a state that isn't defined.

The machine keeps the table of the glossary in its own words and knows nothing of the program's.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import event

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.referrals import EventKind, Outcome, Reason, Referral, ReferralEvent
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.importing import ImportKind, import_file
from meedoenbalie.services.referring import (
    Refused,
    find_referrals,
    prepare_referral,
    record_event,
    retract_event,
)
from meedoenbalie.services.stores import open_store
from meedoenbalie.services.verifying import verify
from tests.opened_desk import PASSPHRASE, TODAY
from tests.services.test_undo_laws import make_template

# The glossary: from each state, to which states one may go.
MAY_GO = {
    "draft": {"sent", "withdrawn", "entered_in_error"},
    "sent": {"received", "accepted", "waitlisted", "declined", "withdrawn"},
    "received": {"accepted", "waitlisted", "declined", "withdrawn"},
    "waitlisted": {"accepted", "declined", "withdrawn"},
    "accepted": {"started", "no_show", "withdrawn"},
    "started": {"paused", "completed", "stopped"},
    "paused": {"started", "stopped"},
}
ENDED = {"completed", "stopped", "no_show", "declined", "withdrawn"}
IN_FILES = sorted({"draft", "reopened", *MAY_GO, *ENDED})
COLUMNS = (
    "volgnr,verwijzing,bewoner,aanbod,gebeurtenis,datum,vastgelegd_op,toestemming_op,ontvanger,"
    "reden,teruggekoppeld_op,toelichting"
)
STATES = {*MAY_GO, *ENDED, "entered_in_error"}


@dataclass
class Known:
    """What happened to one referral, as somebody with pen and paper would keep it.

    ``told`` holds kind and id of each event in order, ``struck`` the ids that don't count, and
    ``told_with_its_end`` those of which the result was told back in the same row of a file.
    """

    told: list[tuple[str, UUID]] = field(default_factory=list)
    told_with_its_end: set[UUID] = field(default_factory=set)
    struck: set[UUID] = field(default_factory=set)

    def state(self) -> tuple[str, str, bool]:
        """Return the state, the one before the end, and whether it was told back."""
        now, before, back = "", "", False
        for kind, identifier in self.told:
            if identifier in self.struck:
                continue
            if kind == "told":
                back = back or now in ENDED
            elif kind == "reopened":
                if now in ENDED:
                    now, before, back = before, "", False
            elif kind in MAY_GO.get(now, set()) or (not now and kind == "draft"):
                at_once = identifier in self.told_with_its_end
                now, before, back = kind, now if kind in ENDED else "", at_once
        return now, before, back

    @property
    def may(self) -> set[str]:
        """The steps that may be recorded now."""
        now, _before, _back = self.state()
        return {"told", "reopened"} if now in ENDED else MAY_GO.get(now, set())


class Paths(RuleBasedStateMachine):
    """One resident and one offer; any step is tried at any time."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        for file in self.template.parent.glob("balie.db*"):
            shutil.copy(file, self.folder)
        path = self.folder / self.template.name
        self.desk: Desk = open_store(path, "Marleen", PASSPHRASE, fixed_clock(TODAY))
        # This isn't about power cuts: without waiting for the disk it takes a fraction.
        event.listen(
            self.desk.database.engine,
            "checkout",
            lambda connection, *_rest: connection.execute("PRAGMA synchronous = OFF"),
        )
        with self.desk.read() as reader:
            resident, offer = reader.find(Resident)[0], reader.find(Offer)[0]
        self.resident, self.offer = resident.id, offer.id
        self.to = (resident.reference, offer.code)
        self.files = 0
        self.known = {line.id: Known([("draft", line.id)]) for line in find_referrals(self.desk)}

    def teardown(self) -> None:
        try:
            assert verify(self.desk).problems == ()
        finally:
            self.desk.database.close()
            shutil.rmtree(self.folder)

    def _pick(self, number: int) -> tuple[UUID, Known]:
        return list(self.known.items())[number % len(self.known)]

    @rule(number=st.integers(0, 5), kind=st.sampled_from([*EventKind]), full=st.booleans())
    def try_any_step(self, number: int, kind: EventKind, full: bool) -> None:
        self.try_a_step(number, kind, full)

    def try_a_step(self, number: int, kind: EventKind, full: bool) -> None:
        if kind is EventKind.RETRACTION:
            return
        referral, known = self._pick(number)
        values: dict[str, Any] = {"note": "met reden"} if full else {}
        if full and kind is EventKind.SENT:
            values |= {"consent_on": TODAY, "receiver": "Els"}
        if full and kind.value in ENDED - {"completed"}:
            values["reason"] = Reason.OTHER
        if full and kind.value in ("completed", "stopped"):
            values["outcome"] = Outcome.PARTLY
        try:
            done = record_event(self.desk, referral, kind, **values).result
        except Refused:
            assert not (full and kind.value in known.may), (known.state(), kind)
            return
        assert kind.value in known.may, (known.state(), kind)
        known.told.append((kind.value, done.id))

    @rule(number=st.integers(0, 5), pick=st.integers(0, 5))
    def go_on(self, number: int, pick: int) -> None:
        """Take a step that is allowed, so that far states are reached too."""
        legal = sorted(self._pick(number)[1].may)
        ways = [kind for kind in legal if kind not in ("withdrawn", "entered_in_error")] or legal
        if ways:
            self.try_a_step(number, EventKind(ways[pick % len(ways)]), full=True)

    @rule(number=st.integers(0, 5), place=st.integers(0, 30))
    def strike_an_event(self, number: int, place: int) -> None:
        _referral, known = self._pick(number)
        kind, identifier = known.told[place % len(known.told)]
        wrong = kind == "draft" or identifier in known.struck
        if kind == "draft":
            return
        try:
            retract_event(self.desk, identifier, "verkeerd aangetikt")
        except Refused:
            assert wrong
            return
        assert not wrong
        known.struck.add(identifier)

    @rule()
    def refer_again(self) -> None:
        if len(self.known) > 3:
            return
        is_open = any(
            one.state()[0] not in ENDED | {"entered_in_error"} for one in self.known.values()
        )
        failed = {
            identifier
            for identifier, one in self.known.items()
            if one.state()[0] in ENDED - {"completed"}
        }
        made = prepare_referral(self.desk, self.resident, self.offer).result
        assert made.second_open is is_open, "a second open referral is warned about"
        assert made.referral.follows_id is None or made.referral.follows_id in failed
        self.known[made.referral.id] = Known([("draft", made.referral.id)])

    @rule(
        picks=st.lists(st.integers(0, 5) | st.sampled_from(IN_FILES), min_size=1, max_size=9),
        told=st.booleans(),
    )
    def read_history(self, picks: list[int | str], told: bool) -> None:
        """Read the history of one referral from a file in which only the order can be wrong.

        A number picks a step that is allowed there, a word is tried wherever it stands.
        """
        if self.files > 2:
            return
        self.files += 1
        reference, day = f"H{self.files:04d}", TODAY.isoformat()
        taken, lines = Known(), [COLUMNS]
        for number, pick in enumerate(picks, 1):
            may = sorted(taken.may) if taken.told else ["draft"]
            # What is told back stands in the row of the end.
            may = [kind for kind in may if kind != "told"]
            kind = pick if isinstance(pick, str) else may[pick % len(may)] if may else "draft"
            if kind in may:
                taken.told.append((kind, uuid4()))
            consent = f"{day},Els" if kind == "sent" else ","
            reason = "other" if kind in ENDED - {"completed"} else ""
            back = day if told and kind in ENDED else ""
            row = (number, reference, *self.to, kind, day, day, consent, reason, back, "met reden")
            lines.append(",".join(str(part) for part in row))
        file = self.folder / f"{reference}.csv"
        file.write_text("\n".join(lines), encoding="utf-8")
        report = import_file(self.desk, ImportKind.REFERRALS, file)
        assert (report.accepted, report.rejected) == (
            len(taken.told),
            len(picks) - len(taken.told),
        )
        with self.desk.read() as reader:
            made = reader.find(Referral, reference=reference)
            assert len(made) == bool(taken.told)
            for one in made:
                events = reader.find(ReferralEvent, referral_id=one.id, order_by="sequence")
                stored = [(event.kind.value, event.id) for event in events]
                assert [kind for kind, _id in stored] == [kind for kind, _id in taken.told]
                back_too = {event.id for event in events if event.told_on is not None}
                self.known[one.id] = Known(stored, back_too)

    @invariant()
    def every_referral_is_where_pen_and_paper_say(self) -> None:
        for line in find_referrals(self.desk):
            state, _before, back = self.known[line.id].state()
            assert line.standing.state is not None
            assert line.standing.state.value == state
            assert line.standing.state.value in STATES
            assert {kind.value for kind in line.standing.allowed()} == self.known[line.id].may
            assert line.standing.closed_loop is back
            assert line.standing.closed_loop <= line.standing.is_ended
            assert line.standing.is_open is (state not in ENDED | {"entered_in_error"})


@pytest.fixture(scope="module")
def template() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield make_template(Path(folder))


def test_no_sequence_leads_to_a_state_that_is_not_defined(template: Path) -> None:
    Paths.template = template
    run_state_machine_as_test(
        Paths,
        settings=settings(
            max_examples=15,
            stateful_step_count=40,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
