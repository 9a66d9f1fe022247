"""Lists of learned lessons."""

from __future__ import annotations

from meedoenbalie.domain.lessons import LearnedLesson
from meedoenbalie.storage import search
from meedoenbalie.storage.unit_of_work import Reader

_MOST = 1000


def lessons(reader: Reader, words: str = "") -> list[LearnedLesson]:
    """Return lessons by number; with words those in which each begins a word."""
    if not words.strip():
        return reader.find(LearnedLesson, order_by="number")
    hits = search.find(reader.connection, words, LearnedLesson, _MOST)
    return reader.find(LearnedLesson, order_by="number", id=hits)
