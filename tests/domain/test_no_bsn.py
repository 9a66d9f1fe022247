"""A BSN is refused in every text of every record: a field that is added later is found here too."""

from collections.abc import Iterator
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel, ValidationError

from meedoenbalie.domain.editions import EditionLesson
from meedoenbalie.storage.rows import TABLES

BSN = "111222333"

NOT_TYPED_BY_PEOPLE = {
    ("Offer", "external_id"): "an identifier out of a catalogue of others, of digits and letters",
    ("SigningKey", "private_key"): "made by the program",
    ("SigningKey", "public_key"): "made by the program",
    ("SigningKey", "statements"): "made by the program: signed by a key",
    ("ProgrammeKey", "recipient"): "made by the program",
    ("ProgrammeKey", "signing"): "made by the program",
    ("TakenEdition", "public_key"): "made by the program",
    ("ImportShape", "holds"): "made by the program: the kind of a file",
    ("ImportShape", "headings"): "made by the program: a digest",
    ("ImportShape", "columns"): "made by the program: names of fields",
    ("ImportShape", "encoding"): "chosen from a list",
    ("LessonFigure", "query"): "chosen from lists: an azc, an age band, weeks",
    ("LessonFigure", "counts"): "made by the program: names of steps and reasons",
    (
        "EditionLesson",
        "figures",
    ): "made by the program: its query, the words have a check of their own",
    ("DeskKey", "signing_secret"): "made by the program",
    ("DeskKey", "signing"): "made by the program",
    ("DeskKey", "reading_secret"): "made by the program",
    ("DeskKey", "recipient"): "made by the program",
    ("KnownDesk", "signing"): "made by the program",
    ("KnownDesk", "recipient"): "made by the program",
    ("Transfer", "fingerprint"): "made by the program: the fingerprint of two keys",
    ("DataSetSent", "recipient"): "made by the program: the fingerprint of a key",
}


def room_of(field: Any) -> int:
    """How many signs fit into a text field."""
    lengths = [rule.max_length for rule in field.metadata if hasattr(rule, "max_length")]
    return min(lengths, default=10_000)


def parts_of(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in (Union, UnionType, tuple, list, dict):
        for part in get_args(annotation):
            yield from parts_of(part)
    else:
        yield annotation


def text_fields(kind: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    """Every field in which somebody can type nine digits, with a value that holds them."""
    for name, field in kind.model_fields.items():
        if room_of(field) < 9:
            continue
        many = get_origin(field.annotation)
        for part in parts_of(field.annotation):
            if part is str:
                yield name, {BSN: 1} if many is dict else (BSN,) if many is tuple else BSN
            elif isinstance(part, type) and issubclass(part, BaseModel):
                for inner, value in text_fields(part):
                    yield name, ({inner: value},) if many is tuple else {inner: value}


KINDS: tuple[type[BaseModel], ...] = (*TABLES, EditionLesson)
FOUND = [(kind, name, value) for kind in KINDS for name, value in text_fields(kind)]
CASES = [
    pytest.param(kind, name, value, id=f"{kind.__name__}.{name}")
    for kind, name, value in FOUND
    if (kind.__name__, name) not in NOT_TYPED_BY_PEOPLE
]


@pytest.mark.parametrize(("kind", "name", "value"), CASES)
def test_a_bsn_is_refused_in_every_text_of_every_record(
    kind: type[BaseModel], name: str, value: object
) -> None:
    with pytest.raises(ValidationError) as refused:
        kind.model_validate({name: value})
    codes = {
        str(error["ctx"]["error"])
        for error in refused.value.errors()
        if error["loc"][:1] == (name,) and error["type"] == "value_error"
    }
    assert codes == {"bsn_like"}


def test_the_search_finds_the_texts_that_people_type() -> None:
    found = {(kind.__name__, name) for kind, name, _value in FOUND}
    assert {
        ("Resident", "notes"),
        ("Resident", "restriction"),
        ("Resident", "interests"),
        ("Resident", "commitments"),
        ("Contact", "detail"),
        ("Consent", "explained_by"),
        ("LearnedLesson", "tip"),
        ("Offer", "schedule"),
        ("Offer", "cost_text"),
        ("OfferText", "bring"),
        ("Provider", "phone"),
        ("ReferralEvent", "note"),
        ("ReferralEvent", "reported_by"),
        ("Settings", "backup_folder"),
    } <= found
    names = {(kind.__name__, name) for kind in KINDS for name in kind.model_fields}
    assert set(NOT_TYPED_BY_PEOPLE) <= names
