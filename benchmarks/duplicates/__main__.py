"""Print how well doubles are found.

python -m benchmarks.duplicates                       one seed, all tables
python -m benchmarks.duplicates --seeds 1 2 3         totals for several seeds
python -m benchmarks.duplicates --size 100000         CPU seconds among so many residents
python -m benchmarks.duplicates --wrong               also each pair that went wrong
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.duplicates.noise import NOISE
from benchmarks.duplicates.records import Labelled, made, shared
from benchmarks.duplicates.scoring import (
    Method,
    Score,
    ours,
    recall_by_kind,
    score,
    simple,
    simple_with_number,
    wrong_by_relation,
)

PERSONS = 3000
PERSONS_A_KIND = 2000
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
METHODS: dict[str, Method] = {
    "this program": ours,
    "simple": simple,
    "simple with V-number": simple_with_number,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--size", type=int)
    parser.add_argument("--wrong", action="store_true")
    chosen = parser.parse_args()
    if chosen.size:
        _timed(chosen.size, chosen.seeds[0])
        return
    for seed in chosen.seeds:
        _told(f"mixed, seed {seed}", made(PERSONS, seed), wrong=chosen.wrong)
    if len(chosen.seeds) == 1:
        _by_kind(chosen.seeds[0])
    own = shared(SHARED)
    if own is not None:
        _told("dubbelen.csv", own, wrong=chosen.wrong)


def _told(name: str, records: Labelled, *, wrong: bool) -> None:
    print(f"\n{name}: {len(records.people)} records, {len(records.truth)} pairs")
    for called, method in METHODS.items():
        result, found = score(method, records)
        print(_line(called, result))
        if method is ours:
            kinds = recall_by_kind(records, found)
            print("    found:", ", ".join(f"{k} {n}/{of}" for k, (n, of) in kinds.items()))
            print("    wrong:", dict(wrong_by_relation(records, found)))
            if wrong:
                _each(records, found)


def _by_kind(seed: int) -> None:
    print(f"\none kind of noise at a time, seed {seed}")
    for kind in NOISE:
        result, _found = score(ours, made(PERSONS_A_KIND, seed, [kind]))
        print(_line(kind, result))


def _timed(size: int, seed: int) -> None:
    records = made(round(size / 1.2), seed)
    result, _found = score(ours, records)
    print(f"{len(records.people)} records, seed {seed}")
    print(_line("this program", result))


def _line(name: str, result: Score) -> str:
    return (
        f"  {name:<24}precision {result.precision:.3f}  recall {result.recall:.3f}  "
        f"F1 {result.f1:.3f}   {result.seconds:6.1f} s CPU"
    )


def _each(records: Labelled, found: set[tuple[str, str]]) -> None:
    people = {each.key: each for each in records.people}
    for same in sorted(found ^ records.truth.keys()):
        print("   ", "wrong " if same in found else "missed", *records.truth.get(same, ()))
        for key in same:
            p = people[key]
            born = p.birth_date or p.birth_year
            print(f"      {p.given_name} | {p.family_name} {born} {p.v_number} {p.phone}", end=" ")
            print(p.language, p.site, p.arrival)


if __name__ == "__main__":
    main()
