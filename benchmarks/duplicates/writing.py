"""How a clerk writes a name that was heard: by the spelling of a language, with its doubts."""
# ruff: noqa: RUF001

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

HABITS = ("en", "nl", "de", "fr")

_LETTERS = {
    "en": "š:sh ž:zh č:ch ǧ:j ḫ:kh ġ:gh ū:ou|oo|u ī:i|ee q:q w:w y:y ts:ts ay:ay|ai aw:aw|au",
    "nl": "š:sj|sh ž:zj č:tsj ǧ:dj|dzj ḫ:ch|g ġ:g|gh ū:oe ī:ie|i q:k w:w y:j ts:ts ay:ai|aj aw:au",
    "de": "š:sch ž:sch č:tsch ǧ:dsch ḫ:ch ġ:gh|g ū:u|uh ī:i|ie q:k w:w y:j ts:z ay:ai|ei aw:au",
    "fr": "š:ch ž:j č:tch ǧ:dj ḫ:kh ġ:gh ū:ou ī:i q:k|q w:w|ou y:y ts:ts ay:ai|aï aw:aou|aw",
}
_SOMALI = "š:sh ǧ:j ḫ:kh ḥ:x ʿ:c ā:aa ē:ee ī:ii ō:oo ū:uu ġ:q"
_ANYWHERE = "ḥ:h ṣ:s|ss ḍ:d ṭ:t ẓ:z ṯ:th|s ʿ:|' ʾ:|' ā:a|aa ē:e ō:o ə:e|i"
_TURKISH = {
    "en": "ş:s|sh ç:c|ch ğ:g|gh ı:i ö:o ü:u",
    "nl": "ş:sj|s ç:tsj|c ğ:g ı:i ö:eu|o ü:u",
    "de": "ş:sch|s ç:tsch|c ğ:g ı:i ö:oe|ö ü:ue|ü",
    "fr": "ş:ch|s ç:tch|ç ğ:g ı:i ö:eu|o ü:u",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it sounds, other forms of it, and its own script ('' when that is Latin)."""

    forms: tuple[str, ...]
    native: str = ""


def read_names() -> dict[tuple[str, str], list[Name]]:
    """Return the names by language and kind (m, f, n), from names.txt."""
    found = {}
    for line in (Path(__file__).parent / "names.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            language, kind, names = line.split(" ", 2)
            found[language, kind] = [_name(text.strip()) for text in names.split(",")]
    return found


def _name(text: str) -> Name:
    sounds, *others = text.split("/")
    first, _is, native = sounds.partition("=")
    if others and "=" in others[-1]:
        others[-1], _is, native = others[-1].partition("=")
    return Name((first, *others), native)


def write(name: Name, habit: str, language: str, random: Random) -> str:
    """Return a name as a clerk with this habit writes it down."""
    text = random.choice(name.forms)
    tables = [_LETTERS[habit], _ANYWHERE, _TURKISH[habit]]
    if language == "tur" and random.random() < 0.5:
        return _capitals(text)
    if language == "som" and random.random() < 0.4:
        tables.insert(0, _SOMALI)
    text = _article(text, random)
    for table in tables:
        text = _replace(text, table, random)
    return _capitals(_doubts(text, language, random))


def _article(text: str, random: Random) -> str:
    if "al-" not in text:
        return text
    way = random.choice(("al-", "al ", "el-", "el ", "al", "", "ul "))
    if text.startswith("al-") and way in ("ul ", "al"):
        way = "al-"
    return text.replace("al-", way)


def _replace(text: str, table: str, random: Random) -> str:
    for rule in table.split():
        sound, letters = rule.split(":")
        if sound in text:
            text = text.replace(sound, random.choice(letters.split("|")))
    return text


def _doubts(text: str, language: str, random: Random) -> str:
    """Short vowels and double consonants of Arabic script are heard, not read."""
    if language in ("ara", "apc", "prs", "fas") and random.random() < 0.3:
        sound, other = random.choice((("a", "e"), ("i", "e"), ("u", "o")))
        place = text.find(sound, 1)
        text = text if place < 0 else text[:place] + other + text[place + 1 :]
    doubled = next((p for p in range(1, len(text)) if text[p] == text[p - 1] not in "aeiou"), 0)
    if doubled and random.random() < 0.4:
        text = text[:doubled] + text[doubled + 1 :]
    return text


def _capitals(text: str) -> str:
    return " ".join(part[:1].upper() + part[1:] for part in text.split(" "))
