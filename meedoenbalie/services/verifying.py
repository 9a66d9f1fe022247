"""Verifying a store: the chain of the journal, every row against it, and the file itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from meedoenbalie.i18n import _, labels
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.storage.chain import Problem, damages, hash_of_step, walk
from meedoenbalie.storage.history import KINDS

__all__ = ["FEWEST_SIGNS", "Problem", "Verified", "on_paper", "problem_text", "verify"]

FEWEST_SIGNS = 8
"""How many signs of a head tell one step from another."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: steps and live rows walked, rows erased for good, the head, the problems.

    ``head`` is the hash of the last data change in hexadecimal, as the weekly report prints its
    first signs.
    """

    steps: int
    rows: int
    erased: int
    head: str
    problems: tuple[Problem, ...]


def verify(desk: Desk) -> Verified:
    """Walk the chain, recompute every digest that still can be, and check the file.

    What lies in the file and was changed, left out or added behind the program's back shows; that
    the end of the chain was cut off shows only against paper (``on_paper``). Raises NotAllowed for
    who is held to some azc's by a server: what they don't see would look taken away.
    """
    if not desk.database.shows_all():
        raise NotAllowed("verify")
    with desk.read() as reader:
        found = walk(reader)
        problems = (*found.problems, *damages(reader))
        return Verified(found.steps, found.rows, found.erased, reader.head().hash.hex(), problems)


def on_paper(desk: Desk, head: str, count: int) -> bool:
    """Tell whether the step that a weekly report names is still in the chain, at that number.

    ``head`` are the first signs of its hash, spaces or not. Raises ValueError for fewer than
    ``FEWEST_SIGNS`` and for what is no hash.
    """
    signs = re.sub(r"\s", "", head).lower()
    if not re.fullmatch(rf"[0-9a-f]{{{FEWEST_SIGNS},64}}", signs):
        raise ValueError("malformed_head")
    with desk.read() as reader:
        found = hash_of_step(reader, count)
    return found is not None and found.hex().startswith(signs)


def problem_text(problem: Problem) -> str:
    """Say what isn't as it was written, without anything personal."""
    kind = KINDS[problem.table].__name__ if problem.table in KINDS else problem.table
    where = [
        _("stap {n}").format(n=problem.step) if problem.step is not None else "",
        labels.record(kind) if kind else "",
        str(problem.row) if problem.row is not None else "",
    ]
    said = {
        "step_missing": _("Er ontbreekt een stap"),
        "chain_broken": _("Deze stap sluit niet aan op de vorige"),
        "step_changed": _("Deze stap is veranderd"),
        "entry_lost": _("Er zijn wijzigingen zonder hun stap"),
        "image_changed": _("Wat bewaard is van vroeger, is veranderd"),
        "row_changed": _("Dit gegeven is buiten het programma om veranderd"),
        "row_missing": _("Dit gegeven is buiten het programma om weggehaald"),
        "row_unknown": _("Dit gegeven is buiten het programma om toegevoegd"),
        "payload_missing": _("Wat van een wijziging bewaard was, is weggehaald"),
        "damaged": _("Het bestand is beschadigd"),
        "reference_broken": _("Een gegeven wijst naar iets dat er niet is"),
    }[problem.code]
    return ": ".join(part for part in (said, ", ".join(part for part in where if part)) if part)
