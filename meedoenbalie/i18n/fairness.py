"""Words for the comparison of groups."""

from __future__ import annotations

from collections.abc import Mapping

from meedoenbalie.domain.fairness import OTHERS, Dimension, Stage
from meedoenbalie.domain.matching.bands import Band
from meedoenbalie.domain.matching.facts import Criterion
from meedoenbalie.i18n import _, coverage, formats, pgettext


def dimension(value: Dimension) -> str:
    """What groups are made by."""
    return {
        Dimension.SITE: _("Locatie"),
        Dimension.AGE: _("Leeftijd"),
        Dimension.LEVEL: _("Taalniveau"),
        Dimension.LANGUAGE: _("Taal"),
    }[value]


def stage(value: Stage) -> str:
    """How far somebody came."""
    return {
        Stage.OFFERED: _("Voorgelicht"),
        Stage.REFERRED: _("Verwezen"),
        Stage.STARTED: _("Gestart"),
    }[value]


def group(value: Dimension, key: str, sites: Mapping[str, str]) -> str:
    """The name of a group."""
    if key == OTHERS:
        return _("Andere talen")
    if not key:
        return _("Niet bekend")
    if value is Dimension.SITE:
        return sites[key]
    if value is Dimension.LEVEL:
        return coverage.band(Band(key))
    if value is Dimension.LANGUAGE:
        return formats.language_name(key)
    return _age(key)


def criterion(value: Criterion) -> str:
    """What is in the way."""
    return {
        Criterion.AGE: _("leeftijd"),
        Criterion.LEVEL: _("taalniveau"),
        Criterion.LITERACY: _("lezen en schrijven"),
        Criterion.RESIDENCE_PHASE: _("verblijfsfase"),
        Criterion.WEEK: _("de week"),
        Criterion.TRAVEL: _("reistijd"),
        Criterion.LOAD: _("uren per week"),
    }[value]


def _age(key: str) -> str:
    if key.startswith("-"):
        return _("tot en met {age} jaar").format(age=key[1:])
    if key.endswith("+"):
        return _("vanaf {age} jaar").format(age=key[:-1])
    low, high = key.split("-")
    return pgettext("leeftijd", "{low} t/m {high} jaar").format(low=low, high=high)
