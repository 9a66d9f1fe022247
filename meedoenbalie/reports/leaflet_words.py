"""The fixed words of the leaflet in each language, and sentences made of them.

A language is one file in ``resources/leaflet``, so that a native speaker can read it whole and a
language is added by adding its file. Every other file has the keys and names of the Dutch one.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from meedoenbalie.domain.week import Daypart, TimeSlot
from meedoenbalie.paths import resource_path
from meedoenbalie.reports.problems import CannotTypeset

DUTCH = "nl"
_FREE = {"about", "work_kinds"}
"""What differs by language: a work kind without a translation is shown in Dutch."""

_ISOLATE, _END = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Words:
    """One language: its file, and how its sentences are put together."""

    file: Mapping[str, Any]

    @property
    def tag(self) -> str:
        """The language as a document names it (BCP 47)."""
        return str(self.file["tag"])

    @property
    def language(self) -> str:
        """The same as ISO 639-3."""
        return str(self.file["language"])

    @property
    def serves(self) -> tuple[str, ...]:
        """The codes of languages whose speakers read it."""
        return tuple(self.file["serves"])

    @property
    def is_dutch(self) -> bool:
        """Tell whether it is the language of the desk."""
        return self.tag == DUTCH

    @property
    def checked(self) -> bool:
        """Tell whether a native speaker has read the file."""
        return bool(self.file["checked"])

    @property
    def own_name(self) -> str:
        """What its speakers call it."""
        return str(self.file["own_name"])

    @property
    def dutch_name(self) -> str:
        """What it is called in Dutch."""
        return str(self.file["dutch_name"])

    @property
    def from_right(self) -> bool:
        """Tell whether it is written from right to left."""
        return _from_right(self.own_name[0])

    def of(self, group: str, key: str) -> str:
        """Return a word: ``of("headings", "when")``. Raises KeyError."""
        return str(self.file[group][key])

    def benefit(self, kind: str) -> str:
        """Return what every offer of a kind brings; empty when that is for each to say."""
        return str(self.file["benefits"].get(kind, ""))

    def say(self, sentence: str, **values: str) -> str:
        """Return a sentence with its values. Raises KeyError."""
        return self.of("sentences", sentence).format(**values)

    def foreign(self, text: str) -> str:
        """Return a name or address so that it keeps its own order within a sentence.

        It is isolated where directions meet (Unicode Bidirectional Algorithm, FSI and PDI):
        without that a comma or house number jumps to the other side.
        """
        mixed = self.from_right or any(map(_from_right, text))
        return f"{_ISOLATE}{text}{_END}" if mixed else text

    def count(self, what: str, n: int) -> str:
        """Return *4 hours* in the form that goes with the number (CLDR plural rules)."""
        # Loaded at first use: a page that only lists the languages needs no plural rules.
        from babel import Locale

        forms = self.file["counts"][what]
        form = forms.get(Locale(self.tag).plural_form(n), forms["other"])
        # Number and noun stay on one line.
        return str(form).format(n=n).replace(" ", "\u00a0")

    def duration(self, minutes: int) -> str:
        """Return hours and minutes in words."""
        hours, rest = divmod(minutes, 60)
        if not rest:
            return self.count("hours", hours)
        if not hours:
            return self.count("minutes", rest)
        return self.say(
            "hours_and_minutes",
            hours=self.count("hours", hours),
            minutes=self.count("minutes", rest),
        )

    def date(self, day: date) -> str:
        """Return a day in full."""
        month = str(self.file["months"][day.month - 1])
        return self.say("date", day=str(day.day), month=month, year=str(day.year))

    def slots(self, slots: Iterable[TimeSlot]) -> str:
        """Return days and times in the order of the week; days with the same times share them."""
        by_times: dict[tuple[int, int], list[str]] = {}
        for slot in _in_week_order(slots):
            by_times.setdefault((slot.start, slot.end), []).append(self.of("days", slot.day))
        return self.listed(
            self.say(
                "slot",
                days=self.joined(days),
                times=self.say("times", start=clock(start), end=clock(end)),
            )
            for (start, end), days in by_times.items()
        )

    def dayparts(self, slots: Iterable[TimeSlot], dayparts: DaypartTimes) -> str:
        """Return days and dayparts, for slots of which nobody knows the exact time."""
        by_part: dict[Daypart, list[str]] = {}
        for slot in _in_week_order(slots):
            by_part.setdefault(dayparts.of(slot), []).append(self.of("days", slot.day))
        return self.listed(
            self.say("daypart", days=self.joined(days), daypart=self.of("dayparts", part))
            for part, days in by_part.items()
        )

    def listed(self, items: Iterable[str]) -> str:
        """Return items with commas between them."""
        return self.of("sentences", "comma").join(items)

    def joined(self, items: Sequence[str]) -> str:
        """Return items with commas, and *and* before the last."""
        if len(items) < 2:
            return "".join(items)
        return self.say("and", first=self.listed(items[:-1]), last=items[-1])

    def work_kind(self, dutch: str) -> str:
        """Return the word for a kind of work; the Dutch word itself when there is none here."""
        known = self.file["work_kinds"].get(dutch.casefold())
        return str(known) if known else self.foreign(dutch)


@dataclass(frozen=True, slots=True)
class DaypartTimes:
    """When afternoon and evening begin, in minutes since midnight."""

    afternoon_from: int
    evening_from: int

    def of(self, slot: TimeSlot) -> Daypart:
        """Return the daypart in which a slot begins."""
        if slot.start < self.afternoon_from:
            return Daypart.MORNING
        return Daypart.AFTERNOON if slot.start < self.evening_from else Daypart.EVENING


def clock(minutes: int) -> str:
    """Return a time from minutes since midnight: *9:30*, the same in every language."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def words_of(language: str) -> Words:
    """Return the words of a language (``ar``, ``ara``).

    Raises CannotTypeset with unknown_language (``detail``: those that there are) or missing_text
    (``detail``: where in which file).
    """
    known = _known()
    wanted = language.strip().casefold()
    for words in known.values():
        if wanted in words.serves:
            _refuse_gaps(words)
            return words
    raise CannotTypeset("unknown_language", ", ".join(sorted(known)))


def languages() -> list[Words]:
    """Return every language that there is, by tag."""
    return [words for _tag, words in sorted(_known().items())]


@cache
def _known() -> dict[str, Words]:
    files = resource_path("leaflet").glob("*.json")
    return {file.stem: Words(_read(file)) for file in files}


def _read(file: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return read


@cache
def _dutch_places() -> dict[str, frozenset[str]]:
    return dict(_places(_known()[DUTCH].file))


def _refuse_gaps(words: Words) -> None:
    here = dict(_places(words.file))
    for place, names in _dutch_places().items():
        if here.get(place) != names:
            raise CannotTypeset("missing_text", f"{words.tag}.json: {place}")


def _places(file: Mapping[str, Any]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield every place of a text, with the names in its braces."""
    for group, content in file.items():
        if group in _FREE:
            continue
        if group == "counts":
            # How many forms a number has differs by language; ``other`` they all have.
            for what, forms in content.items():
                yield f"{group}.{what}", _names_in(forms["other"])
        elif isinstance(content, dict):
            for key, text in content.items():
                yield f"{group}.{key}", _names_in(text)
        elif group == "months":
            yield f"{group} ({len(content)})", frozenset()
        else:
            yield group, frozenset()


def _names_in(text: str) -> frozenset[str]:
    return frozenset(name for _text, name, _spec, _conversion in Formatter().parse(text) if name)


def _in_week_order(slots: Iterable[TimeSlot]) -> list[TimeSlot]:
    return sorted(slots, key=lambda slot: (slot.day.number, slot.start))


def _from_right(sign: str) -> bool:
    return unicodedata.bidirectional(sign) in {"R", "AL"}
