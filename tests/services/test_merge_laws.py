"""Sets add up the same whatever the order in which they come; nothing forged is taken in."""

import base64
import io
import json
import random
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoenbalie.collection.collected import Arrival, Collection, RefusedArrival, TakenBack
from meedoenbalie.collection.figures import counts_by_site
from meedoenbalie.collection.parquet import to_parquet
from meedoenbalie.domain.data_sets import TABLES
from meedoenbalie.domain.set_weeks import SetReceived
from meedoenbalie.exchange.data_set import (
    Sender,
    new_signing_key,
    pack,
    pack_withdrawal,
    to_csv,
)
from meedoenbalie.services.collecting import collect, sites_of
from meedoenbalie.services.programme_keys import (
    make_programme_keys,
    open_secret_key,
    read_public_key,
)
from meedoenbalie.storage.keys import LEAST_COST

TEAM = "wij tellen alles samen"
KEY = bytes(range(32))
SITES = ("DKH", "HDW", "LVN")

Version = tuple[str, int]
"""Site and number of a set; set number n of a site has n residents."""


@cache
def csv_of(site: str, number: int) -> Mapping[str, bytes]:
    people = [
        (f"{site}-{n}", "18-22", "tir", "", "asylum_seeker", "2026-W01") for n in range(number)
    ]
    return {table: to_csv(table, people if table == "residents" else ()) for table in TABLES}


@cache
def arrival(site: str, number: int) -> Arrival:
    return Arrival(
        site=site,
        site_name=f"azc {site}",
        number=number,
        made_at="2026-03-02T10:00:00+00:00",
        digest=f"{site}{number}",
        public_key=f"key of {site}",
        parquet=to_parquet(csv_of(site, number)),
    )


Held = tuple[dict[str, int], tuple[SetReceived, ...]]


def taken_back(site: str, number: int) -> TakenBack:
    """The word of a site that its sets up to a number no longer count."""
    return TakenBack(
        site, f"azc {site}", number, "2026-03-03T10:00:00+00:00", public_key=f"key of {site}"
    )


def held_after(versions: list[Version], words: frozenset[int] = frozenset()) -> Held:
    """Return what a new collection has that got these sets in this order.

    At the places in ``words`` it isn't the set that comes, but its withdrawal. Residents per site
    come back, and the diary of what came.
    """
    with TemporaryDirectory() as folder, Collection(Path(folder) / "alles.duckdb", KEY) as merged:
        for place, (site, number) in enumerate(versions):
            with suppress(RefusedArrival):
                if place in words:
                    merged.take_back(taken_back(site, number))
                else:
                    merged.add(arrival(site, number))
        held = counts_by_site(merged.rows, merged.sites())
        counts = {site: row["residents"] for site, row in held.items()}
        assert {one.code: one.number for one in merged.sites()} == counts
        return counts, merged.received()


VERSIONS = st.lists(st.tuples(st.sampled_from(SITES), st.integers(1, 4)), max_size=8)


@given(VERSIONS, st.randoms(use_true_random=False))
@settings(max_examples=12, deadline=None)
def test_whatever_the_order_and_however_often_the_last_correction_of_each_azc_counts(
    versions: list[Version], chance: random.Random
) -> None:
    newest = {site: max(n for one, n in versions if one == site) for site, _n in versions}
    again = [*versions, *versions]
    chance.shuffle(again)
    counts, received = held_after(versions)
    assert (counts, received) == held_after(again)
    assert counts == newest
    assert {(one.site, one.number): one.residents for one in received} == {
        (site, number): number for site, number in versions
    }


@given(VERSIONS, st.frozensets(st.integers(0, 7), max_size=4), st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_a_withdrawn_set_is_gone_whatever_the_order_and_however_often_it_is_said(
    versions: list[Version], words: frozenset[int], chance: random.Random
) -> None:
    said = [(version, place in words) for place, version in enumerate(versions)]
    gone = {
        site: max(n for (one, n), is_word in said if is_word and one == site)
        for (site, _n), is_word in said
        if is_word
    }
    left = [
        version for version, is_word in said if not is_word and version[1] > gone.get(version[0], 0)
    ]
    newest = {site: max(n for one, n in left if one == site) for site, _n in left}
    shuffled = [*said, *said]
    chance.shuffle(shuffled)
    again = held_after(
        [version for version, _is_word in shuffled],
        frozenset(place for place, (_version, is_word) in enumerate(shuffled) if is_word),
    )
    counts, received = held_after(versions, words)
    assert (counts, received) == again
    assert counts == newest
    for one in received:
        assert one.withdrawn == (one.number <= gone.get(one.site, 0))


@given(VERSIONS, VERSIONS)
@settings(max_examples=6, deadline=None)
def test_two_heaps_make_one_whichever_comes_first(one: list[Version], other: list[Version]) -> None:
    assert held_after(one + other) == held_after(other + one)


@cache
def moving(site: str, number: int) -> Arrival:
    """A set of a day with its number, of the first so many of the people who move about."""
    people = [(f"P{n}", "18-22", "tir", "", "asylum_seeker", "2026-W01") for n in range(number)]
    told = [(f"P{n}", "M01", "tir", "2026-W02") for n in range(number)]
    rows: dict[str, Sequence[Sequence[str | int]]] = {"residents": people, "informed": told}
    made_at = f"2026-03-0{number}T10:00:00+00:00"
    tables = {table: to_csv(table, rows.get(table, ())) for table in TABLES}
    return replace(arrival(site, number), made_at=made_at, parquet=to_parquet(tables))


@given(VERSIONS, st.sampled_from(SITES), st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None)
def test_who_stands_in_two_sets_counts_once_in_the_newest_whatever_the_order(
    versions: list[Version], gone: str, chance: random.Random
) -> None:
    newest = {site: max(n for one, n in versions if one == site) for site, _n in versions}
    shuffled = [*versions, *versions]
    chance.shuffle(shuffled)
    for heap in (versions, shuffled):
        with TemporaryDirectory() as folder, Collection(Path(folder) / "a.duckdb", KEY) as merged:
            for site, number in heap:
                with suppress(RefusedArrival):
                    merged.add(moving(site, number))
            for left in (newest, {site: n for site, n in newest.items() if site != gone}):
                if left is not newest:
                    merged.leave_out(gone, "2026-03-09T10:00:00+00:00")
                last = max(((n, site) for site, n in left.items()), default=(0, ""))[1]
                counts = counts_by_site(merged.rows, merged.sites())
                assert set(counts) == set(left)
                for site, row in counts.items():
                    here = left[site] if site == last else 0
                    assert (row["residents"], row["informed"]) == (here, here)
                assert {(one.site, one.people) for one in merged.overlaps()} == {
                    (site, n) for site, n in left.items() if site != last
                }
                # The diary tells of each set what was in it, whoever counts where.
                assert all(one.residents == one.number for one in merged.received())


class Forger:
    """Spoils sets in every way; each way says with which codes it may be refused."""

    def __init__(self, public: str, secret: str) -> None:
        self.public, self.secret = public, secret
        self.chance = random.Random(1)
        self.keys = {site: new_signing_key()[0] for site in SITES}
        self.stranger = new_signing_key()[0]
        self.sets = {
            (site, number): self.packed(site, number, self.keys[site])
            for site in SITES
            for number in (1, 2, 3)
        }

    def packed(self, site: str, number: int, key: str) -> bytes:
        sender = Sender(site, f"azc {site}", number, "2026-03-02T10:00:00+00:00")
        tables = csv_of(site, number)
        return pack(sender, tables, to_parquet(tables), key, self.public)

    def parts(self, data: bytes) -> dict[str, bytes]:
        plain = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(self.secret)])
        with zipfile.ZipFile(io.BytesIO(plain)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def sealed(self, parts: Mapping[str, bytes]) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        reader = pyrage.x25519.Recipient.from_str(self.public)
        encrypted: bytes = pyrage.encrypt(buffer.getvalue(), [reader])
        return encrypted

    def site(self) -> str:
        return self.chance.choice(SITES)

    def flipped(self) -> bytes:
        data = bytearray(self.sets[self.site(), 3])
        data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
        return bytes(data)

    def cut_off(self) -> bytes:
        data = self.sets[self.site(), 3]
        return data[: self.chance.randrange(len(data))]

    def replayed(self) -> bytes:
        return self.sets[self.site(), self.chance.choice((1, 2))]

    def signed_by_a_stranger(self) -> bytes:
        parts = self.parts(self.sets[self.site(), 3])
        key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(self.stranger))
        about = json.loads(parts["datapackage.json"])
        about["meedoenbalie"]["public_key"] = base64.b64encode(
            key.public_key().public_bytes_raw()
        ).decode("ascii")
        about["meedoenbalie"]["number"] = self.chance.randrange(4, 1000)
        parts["datapackage.json"] = json.dumps(about).encode("utf-8")
        parts["signature"] = base64.b64encode(key.sign(parts["datapackage.json"]))
        return self.sealed(parts)

    def signature_of_another(self) -> bytes:
        parts = self.parts(self.sets[self.site(), 3])
        other = self.parts(self.sets[self.site(), 1])
        return self.sealed({**parts, "signature": other["signature"]})

    def withdrawal(self, site: str, number: int, key: str) -> bytes:
        sender = Sender(site, f"azc {site}", number, "2026-03-03T10:00:00+00:00")
        return pack_withdrawal(sender, key, self.public)

    def withdrawal_of_a_stranger(self) -> bytes:
        return self.withdrawal(self.site(), self.chance.randrange(1, 1000), self.stranger)

    def withdrawal_of_a_higher_number(self) -> bytes:
        site = self.site()
        parts = self.parts(self.withdrawal(site, 2, self.keys[site]))
        about = json.loads(parts["datapackage.json"])
        about["meedoenbalie"]["number"] = self.chance.randrange(3, 1000)
        return self.sealed({**parts, "datapackage.json": json.dumps(about).encode("utf-8")})

    def withdrawal_with_a_table(self) -> bytes:
        site = self.site()
        tables = self.parts(self.sets[site, 3])
        parts = self.parts(self.withdrawal(site, 3, self.keys[site]))
        return self.sealed({**parts, "residents.csv": tables["residents.csv"]})

    def flipped_withdrawal(self) -> bytes:
        site = self.site()
        data = bytearray(self.withdrawal(site, 3, self.keys[site]))
        data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
        return bytes(data)

    def table_of_another(self) -> bytes:
        one, other = self.chance.sample(SITES, 2)
        parts, theirs = self.parts(self.sets[one, 3]), self.parts(self.sets[other, 2])
        name = self.chance.choice(("residents.parquet", "residents.csv"))
        return self.sealed({**parts, name: theirs[name]})


WAYS: tuple[tuple[str, frozenset[str]], ...] = (
    ("flipped", frozenset({"damaged", "not_for_this_key"})),
    ("cut_off", frozenset({"damaged", "not_for_this_key"})),
    ("replayed", frozenset({"replayed"})),
    ("signed_by_a_stranger", frozenset({"other_key"})),
    ("signature_of_another", frozenset({"changed"})),
    ("table_of_another", frozenset({"changed"})),
    ("withdrawal_of_a_stranger", frozenset({"other_key"})),
    ("withdrawal_of_a_higher_number", frozenset({"changed"})),
    ("withdrawal_with_a_table", frozenset({"changed"})),
    ("flipped_withdrawal", frozenset({"damaged", "not_for_this_key"})),
)


@pytest.fixture
def forger(tmp_path: Path) -> Forger:
    public, secret = make_programme_keys(tmp_path, TEAM, LEAST_COST)
    return Forger(read_public_key(public), open_secret_key(secret, TEAM))


def test_a_thousand_spoiled_replayed_re_signed_and_swapped_sets_are_refused(
    forger: Forger, tmp_path: Path
) -> None:
    def taken(data: list[bytes]) -> list[str]:
        files = [tmp_path / f"{number}.age" for number in range(len(data))]
        for file, content in zip(files, data, strict=True):
            file.write_bytes(content)
        into, key = tmp_path / "alles.duckdb", tmp_path / "programme.key"
        return [result.code for result in collect(files, into, key, TEAM, cost=LEAST_COST)]

    assert taken([forger.sets[site, 3] for site in SITES]) == ["collected"] * 3
    before = sites_of(tmp_path / "alles.duckdb", TEAM)
    plan = [WAYS[number % len(WAYS)] for number in range(1000)]
    make: list[Callable[[], bytes]] = [getattr(forger, name) for name, _codes in plan]
    codes = taken([forge() for forge in make])
    wrong = [
        (name, code)
        for (name, allowed), code in zip(plan, codes, strict=True)
        if code not in allowed
    ]
    assert wrong == []
    assert sites_of(tmp_path / "alles.duckdb", TEAM) == before
    # What was withdrawn can't be brought back, and the right word for it holds.
    gone = forger.withdrawal("DKH", 3, forger.keys["DKH"])
    replays = [forger.sets["DKH", number] for number in (3, 2, 1)]
    assert taken([gone, gone, *replays]) == ["withdrawn", "already", *["taken_back"] * 3]
    assert [one.code for one in sites_of(tmp_path / "alles.duckdb", TEAM)] == ["HDW", "LVN"]
