"""The connection dies while a change is committed: it is there once or not at all, and is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from meedoenbalie.domain.people import Resident
from meedoenbalie.services import drafts, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.listening import Repeats
from meedoenbalie.services.verifying import verify
from meedoenbalie.storage.backends import server as server_back_end
from meedoenbalie.storage.errors import StoreTrouble
from tests.cable import Cable, cable_to
from tests.real_server import OwnStore, RealServer


@pytest.fixture
def cable(server: RealServer) -> Iterator[Cable]:
    with cable_to(server.socket) as made:
        yield made


@pytest.fixture
def far(server: RealServer, own_store: OwnStore, cable: Cable) -> Iterator[Desk]:
    """A desk of which the cable to the server can be cut."""
    own_store.put_back()
    made = server.opened(replace(own_store.address, host=cable.folder))
    yield made
    made.database.close()


def register(far: Desk) -> Resident:
    site = registration.sites(far)[0]
    return registration.register_resident(far, site.id, given_name="Semhar").result


def who_is_there(far: Desk) -> list[str]:
    with far.read() as reader:
        return [one.given_name for one in reader.find(Resident)]


def test_what_was_committed_counts_though_the_answer_got_lost(far: Desk, cable: Cable) -> None:
    cable.cut = "after"
    assert register(far).reference == "RTW-0001"
    assert cable.was_cut
    assert who_is_there(far) == ["Semhar"]
    assert far.database.steps == 1
    assert verify(far).problems == ()


@pytest.mark.parametrize("how", ["before", "hanging"])
def test_what_the_server_never_heard_is_not_there_and_may_be_done_again(
    far: Desk, cable: Cable, how: str
) -> None:
    repeats = Repeats(far)
    mark = repeats.mark()
    cable.cut = "before" if how == "before" else "hanging"
    with pytest.raises(StoreTrouble, match="server_lost") as lost:
        register(far)
    assert who_is_there(far) == []
    assert repeats.again(mark, lost.value)
    # Nobody waits for what the server still held for who is gone.
    assert register(far).reference == "RTW-0001"
    assert not repeats.again(mark, lost.value)
    assert verify(far).problems == ()


def test_what_is_no_step_is_written_again_without_asking(far: Desk, cable: Cable) -> None:
    cable.cut = "after"
    draft = register(far).id

    def keep() -> None:
        drafts.keep(far, draft, drafts.DraftKind.RESIDENT, {"given_name": "Sem"})

    cable.cut = "after"
    with pytest.raises(StoreTrouble, match="server_lost"):
        keep()
    keep()
    assert [one.typed for one in drafts.mine(far)] == [{"given_name": "Sem"}]


def test_a_server_that_does_not_come_back_leaves_it_unsure(
    far: Desk, cable: Cable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_back_end, "_TRIES_AGAIN", 0)
    monkeypatch.setattr(server_back_end, "_ATTEMPTS", 2)
    repeats = Repeats(far)
    mark = repeats.mark()
    cable.cut = "after"
    cable.on_cut = cable.pull
    with pytest.raises(StoreTrouble, match="server_unsure") as unsure:
        register(far)
    # Not by itself: it may be there.
    assert not repeats.again(mark, unsure.value)
    cable.plug()
    assert who_is_there(far) == ["Semhar"]


def test_who_leaves_waits_no_longer(far: Desk, cable: Cable) -> None:
    cable.cut = "after"

    def leave() -> None:
        cable.pull()
        far.database.stop_waiting()

    cable.on_cut = leave
    with pytest.raises(StoreTrouble, match="server_unsure"):
        register(far)


def test_what_is_refused_for_another_reason_is_not_done_again(far: Desk) -> None:
    repeats = Repeats(far)
    assert not repeats.again(repeats.mark(), StoreTrouble("server_full"))
    assert not repeats.again(repeats.mark(), ValueError())
