"""Offers as files tell them, and the providers that they bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.exchange.codes import key_of

LONGEST_PROVIDER = 200
"""As many signs as the name of a provider has at most."""
LONGEST_REACH: Mapping[str, int] = {"phone": 40, "email": 200}
"""The same for how to reach a provider."""


@dataclass(frozen=True, slots=True)
class OfferDraft:
    """An offer and its provider, which may be new.

    ``weak`` names the fields that were not really told: of an offer that is known already they
    change nothing.
    """

    offer: Offer
    provider: Provider
    weak: frozenset[str] = frozenset()


class Providers:
    """Providers by name: those that are known, and new ones as rows bring them."""

    def __init__(self, known: Mapping[str, Provider] | None = None) -> None:
        self._by_key = {key_of(name): provider for name, provider in (known or {}).items()}

    def named(self, name: str, **values: Any) -> Provider:
        """Return the provider with a name; capitals, accents and spaces don't count.

        Raises pydantic.ValidationError for a name that is too long.
        """
        key = key_of(name)
        if key not in self._by_key:
            self._by_key[key] = Provider(name=name, **values)
        return self._by_key[key]
