"""Offers as a store can hold them, with odd texts and every field that an offer has."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlmodel import SQLModel

from meedoenbalie.domain.identifiers import contains_bsn
from meedoenbalie.domain.lesson_days import Lesson
from meedoenbalie.domain.offers import Offer, OfferKind, Provider
from meedoenbalie.domain.week import TimeSlot, Weekday
from meedoenbalie.exchange.codes import key_of
from meedoenbalie.exchange.offer_drafts import OfferDraft
from meedoenbalie.exchange.text import clean

R = TypeVar("R", bound=SQLModel)

_ODD = ["=1+1", "'=x", "-", "", "n.v.t.", "ma+wo 09:30-12:00", "flexibel, 8 uur/week", "null", "12"]
_SIGNS = st.characters(exclude_categories=("Cs", "Co", "Cn")).filter(
    lambda sign: not clean(sign)[1]
)


def _limit(metadata: list[Any], kind: type, name: str) -> Any:
    return next((getattr(one, name) for one in metadata if isinstance(one, kind)), None)


def _texts(metadata: list[Any]) -> st.SearchStrategy[str]:
    longest = min(_limit(metadata, MaxLen, "max_length") or 30, 40)
    least = _limit(metadata, MinLen, "min_length") or 0
    odd = st.sampled_from([text for text in _ODD if least <= len(text) <= longest])
    return odd | st.text(_SIGNS, min_size=least, max_size=longest)


def _numbers(metadata: list[Any]) -> st.SearchStrategy[int]:
    above, below = _limit(metadata, Gt, "gt"), _limit(metadata, Lt, "lt")
    least = _limit(metadata, Ge, "ge") if above is None else above + 1
    most = _limit(metadata, Le, "le") if below is None else below - 1
    return st.integers(0 if least is None else least, 5000 if most is None else most)


def values(annotation: Any, metadata: list[Any]) -> st.SearchStrategy[Any]:
    """Return values for a field, from its type and limits as they are declared."""
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (types.UnionType, typing.Union):
        (kind,) = (one for one in inner if one is not types.NoneType)
        return st.none() | values(kind, metadata)
    if origin is tuple:
        return st.lists(values(inner[0], []), max_size=3, unique=True).map(tuple)
    if origin is dict:
        return st.dictionaries(_texts([MinLen(1)]), values(inner[1], []), max_size=3)
    if annotation in _SIMPLE:
        return _SIMPLE[annotation](metadata)
    return st.sampled_from(annotation) if issubclass(annotation, StrEnum) else of(annotation, {})


_SPANS = st.integers(0, 1439).flatmap(
    lambda start: st.integers(start + 1, 1440).map(lambda end: {"start": start, "end": end})
)
_DATES = st.dates(date(2000, 1, 1), date(2100, 1, 1))
_SLOTS = st.builds(lambda day, span: TimeSlot(day=day, **span), st.sampled_from(Weekday), _SPANS)
_LESSONS = st.builds(lambda on, span: Lesson(on=on, **span), _DATES, _SPANS)


_SIMPLE: dict[Any, Callable[[list[Any]], st.SearchStrategy[Any]]] = {
    str: _texts,
    bool: lambda _metadata: st.booleans(),
    int: _numbers,
    float: lambda _metadata: st.floats(-90, 90),
    date: lambda _metadata: _DATES,
    TimeSlot: lambda _metadata: _SLOTS,
    Lesson: lambda _metadata: _LESSONS,
}


@st.composite
def of(draw: st.DrawFn, kind: type[R], given: dict[str, Any], /) -> R:
    """Return a record or value of a kind; what doesn't go together is left out."""
    told = dict(given)
    for name, field in kind.model_fields.items():
        if name not in given and name not in {"id", "version"} and draw(st.booleans()):
            told[name] = draw(values(field.annotation, field.metadata))
    while True:
        try:
            return kind.model_validate(told)
        except ValidationError as error:
            wrong = {str(found["loc"][0]) for found in error.errors() if found["loc"]} - {*given}
            for name in wrong or sorted(told.keys() - given.keys())[-1:]:
                del told[name]


@st.composite
def catalogues(draw: st.DrawFn) -> list[OfferDraft]:
    """Return offers of a few providers; codes and names that differ in more than their signs."""
    names = st.from_regex(r"[A-Z][a-zé' ]{2,10}[a-z]", fullmatch=True)
    providers = [
        draw(of(Provider, {"name": name}))
        for name in draw(st.lists(names, min_size=1, max_size=2, unique_by=key_of))
    ]
    codes = st.lists(
        _texts([MinLen(1), MaxLen(40)]).filter(lambda code: not contains_bsn(code)),
        max_size=3,
        unique_by=lambda code: clean(code)[0],
    )
    titles = _texts([MinLen(1), MaxLen(200)]).filter(lambda title: not contains_bsn(title))
    drafts = []
    for code in draw(codes):
        provider = draw(st.sampled_from(providers))
        needed = {"provider_id": provider.id, "code": code, "title": draw(titles)}
        needed["kind"] = draw(st.sampled_from(OfferKind))
        drafts.append(OfferDraft(draw(of(Offer, needed)), provider))
    return drafts
