"""The base of every record: a field is declared once, here and in the record modules.

Records are validated and frozen. The rows in ``storage/rows.py`` inherit these fields and add only
a table, so this is the one domain module that knows SQLModel and column types.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Self
from uuid import UUID, uuid4

from pydantic import TypeAdapter, field_validator
from sqlalchemy import JSON, DateTime, Dialect, String, TypeDecorator
from sqlmodel import Field, SQLModel

from meedoenbalie.domain.identifiers import contains_bsn

__all__ = ["EnumText", "Field", "JsonValue", "Record", "UtcMoment", "Value", "new_id", "no_bsn"]


def new_id() -> UUID:
    """Return a random identifier (version 4): it tells nothing about a person or a moment."""
    return uuid4()


def no_bsn(*fields: str) -> Any:
    """Return a validator that refuses something like a BSN in these fields: ``bsn_like``.

    A field is a text, or a collection in which every text counts. Source: Wabb art. 10.
    """
    return field_validator(*fields)(_without_bsn)


def _without_bsn(value: Any) -> Any:
    if isinstance(value, str):
        found = contains_bsn(value)
    else:
        found = any(isinstance(text, str) and contains_bsn(text) for text in value or ())
    if found:
        raise ValueError("bsn_like")
    return value


class UtcMoment(TypeDecorator[datetime]):
    """A moment in time: aware UTC in Python, naive UTC in SQLite, ``timestamptz`` in PostgreSQL.

    Raises ValueError for a naive moment, because nobody can tell which clock it was read from.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class EnumText(TypeDecorator[StrEnum]):
    """An enum stored by its value, so that renaming a Python name never changes stored data."""

    impl = String(32)
    cache_ok = True

    def __init__(self, enum: type[StrEnum]) -> None:
        super().__init__()
        self.enum = enum
        self._members = {str(member): member for member in enum}

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        if value is None:
            return None
        # Asking the enum is eight times as slow, on lines by the thousand; it refuses what is none.
        return self._members.get(value) or self.enum(value)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


class JsonValue(TypeDecorator[Any]):
    """A small immutable value (a tuple, a week schedule) kept as JSON in one column.

    The engine's JSON serialiser writes pydantic values as they are (storage/database.py).
    """

    impl = JSON
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__(none_as_null=True)
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return value

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        if value is None:
            return None
        return _adapter(self.kind).validate_python(value)


class Value(SQLModel):
    """A validated, frozen value without identity, kept inside a record."""

    model_config = {"frozen": True, "extra": "forbid", "revalidate_instances": "always"}

    def changed(self, **values: Any) -> Self:
        """Return a validated copy with the given fields replaced.

        Raises pydantic.ValidationError when a value is refused.
        """
        return type(self).model_validate({**self.model_dump(), **values})


class Record(SQLModel):
    """A validated, frozen record with an identity.

    ``version`` counts the changes of this record, from 1. It is set by the store alone.
    """

    model_config = {"frozen": True, "extra": "forbid", "revalidate_instances": "always"}

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = Field(default=1, ge=1)

    def changed(self, **values: Any) -> Any:
        """Return a validated copy with the given fields replaced.

        Raises pydantic.ValidationError when a value is refused.
        """
        return type(self).model_validate({**self.model_dump(), **values})
