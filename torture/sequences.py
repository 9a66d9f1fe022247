"""Any sequence of work and undo, and of steps of referrals: the laws of the tests, many times."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from meedoenbalie.i18n import set_language
from tests.services.test_referral_machine import Paths
from tests.services.test_undo_laws import Work, make_template
from torture.child import own_folders
from torture.figures import Figure

SEQUENCES, STEPS = 150, 40


def run(chance: random.Random, times: int = SEQUENCES) -> list[Figure]:
    """Try so many sequences of at most ``STEPS`` steps: of work, and of one referral after another.

    The second kind has corrections, and histories that are read from files, in any order.
    """
    set_language("nl")
    with tempfile.TemporaryDirectory() as name:
        own_folders(Path(name))
        Work.template = Paths.template = make_template(Path(name))
        return [
            _tried("work, undo, redo", Work, chance, times),
            _tried("steps of referrals", Paths, chance, times),
        ]


def _tried(
    name: str, machine: type[RuleBasedStateMachine], chance: random.Random, times: int
) -> Figure:
    figure = Figure("any sequence", f"{name} ({STEPS} steps)")
    try:
        run_state_machine_as_test(
            seed(chance.randrange(1 << 30))(machine),
            settings=settings(
                max_examples=times,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                derandomize=False,
                suppress_health_check=list(HealthCheck),
            ),
        )
    except Exception as error:  # noqa: BLE001  whatever breaks a law
        figure.violations.append("\n".join([repr(error), *getattr(error, "__notes__", ())]))
    figure.tried = times
    return figure
