"""Somebody who knows every resident reads all publications: many programmes, many weeks."""

from __future__ import annotations

import random
from math import sqrt

from meedoenbalie.domain.publication.rules import CBS, RuleSet
from tests.domain.publication.attack import Person, attack, publish_all
from torture.figures import Figure

TIMES = 60
_WEEKS, _MOST_A_WEEK = 16, 12
_LANGUAGES = ("tir", "ara", "tur", "prs", "som", "kmr,tur", "tir,ara")


def run(chance: random.Random, times: int = TIMES) -> list[Figure]:
    """Attack so many made-up programmes, exact and gated."""
    exact = Figure("attack, exact tables", f"{_WEEKS} weeks and small groups")
    gated = Figure("attack, publications", f"{_WEEKS} weeks and small groups")
    for number in range(times):
        people, weeks = _people(chance)
        rules = CBS if number % 2 else RuleSet("streng", protection=10)
        bare = attack(people, *publish_all(people, weeks, None))
        # Without this the attack would prove nothing.
        exact.count(["the attack doesn't work"] if bare.right <= bare.guessing else [])
        exact.came["rightly known"] += bare.rightly
        found = attack(people, *publish_all(people, weeks, rules))
        gated.count([])
        gated.came["claimed"] += found.claimed
        gated.came["right answers"] += found.right
        gated.came["right by guessing"] += found.guessing
    gained = gated.came["right answers"] - gated.came["right by guessing"]
    # A claim that is a coin thrown is right or wrong by chance: twice its spread is allowed.
    if gained > 2 * sqrt(gated.came["claimed"]):
        gated.violations.append(f"the attacker gained {gained} right answers")
    return [exact, gated]


def _people(chance: random.Random) -> tuple[list[Person], list[str]]:
    weeks = [f"2026-W{number:02}" for number in range(1, _WEEKS + 1)]
    often = chance.uniform(0.1, 0.9)
    people = [
        Person(
            site=site,
            age=str(chance.randint(12, 27)),
            week=week,
            languages=chance.choice(_LANGUAGES),
            referred=chance.random() < often,
        )
        for site in ("DH", "EV", "MD", "ZH")
        for week in weeks
        for _each in range(chance.randint(0, _MOST_A_WEEK))
    ]
    return people, weeks
