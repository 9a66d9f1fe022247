"""Codes that are written on paper: the recovery code, and the one-time code of a new colleague."""

from __future__ import annotations

import secrets

# Without the signs that look alike on paper: I, L, O, S, U, 0 and 1. The number that is left, 29,
# is prime, so that the check sign notices every single mistake and every swap.
_ALPHABET = "ABCDEFGHJKMNPQRTVWXYZ23456789"
_GROUP = 4
RECOVERY_GROUPS, JOIN_GROUPS = 6, 4


def new_recovery_code() -> str:
    """Return a code of six groups of four signs; the last sign is a check on the others."""
    return _new_code(RECOVERY_GROUPS)


def new_join_code() -> str:
    """Return a code of four groups of four signs (72 bits and a check sign) that works once."""
    return _new_code(JOIN_GROUPS)


def is_recovery_code(text: str) -> bool:
    """Tell whether a text was typed over without mistakes from a printed code."""
    return _is_code(text, RECOVERY_GROUPS)


def is_join_code(text: str) -> bool:
    """Tell whether a one-time code was typed over without mistakes."""
    return _is_code(text, JOIN_GROUPS)


def signs_of(text: str) -> str:
    """Return the signs of a code as they count: capitals, no hyphens and spaces."""
    return "".join(sign for sign in text.upper() if sign in _ALPHABET)


def _new_code(groups: int) -> str:
    signs = "".join(secrets.choice(_ALPHABET) for _ in range(groups * _GROUP - 1))
    signs += _check_sign(signs)
    return "-".join(signs[i : i + _GROUP] for i in range(0, len(signs), _GROUP))


def _is_code(text: str, groups: int) -> bool:
    signs = signs_of(text)
    return len(signs) == groups * _GROUP and _check_sign(signs[:-1]) == signs[-1]


def _check_sign(signs: str) -> str:
    total = sum((place + 1) * _ALPHABET.index(sign) for place, sign in enumerate(signs))
    return _ALPHABET[total % len(_ALPHABET)]
