"""How alike two spellings of one part of a name are.

The names at a desk were written from Arabic, Persian, Tigrinya, Somali, Turkish or Ukrainian by
whoever sat there, along Dutch, English, French or German habits. A *sound* is what is left of a
part when those habits are taken out: Mohammed and Muhammad, Tesfay and Tesfai, Yusuf and Youssef,
Khalil and Chalil have one sound. Some letters are read in several ways, because the habit of the
writer isn't known: French ``ch`` is English ``sh`` and Dutch ``kh``. Two parts are alike when they
have one *reading* in common. Scripts that write no vowels leave a *skeleton* of consonants.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein

from meedoenbalie.domain.duplicates.same_names import SAME_NAME
from meedoenbalie.domain.names import fold

# Articles and words of descent: they come and go with the writer.
_PARTICLES = frozenset(
    {"al", "el", "ul", "ad", "as", "ar", "bin", "ibn", "ben", "bint", "de", "van"}
)

# What folding would lose: these letters stand for a sound of their own.
_LETTERS = str.maketrans({"ç": "ch", "Ç": "ch", "ş": "sh", "Ş": "sh"})

# Applied in this order. What two languages write differently becomes one letter.
_RULES = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"^w[eo]l(?=d)", "vil"),
        (r"tsch|tsj|tch", "ch"),
        (r"dsch|dzj|dzh|dj|d(?=[jyi][aou])", "j"),
        (r"sch|sj|sh", "s"),
        (r"kh|ch|ck|[qc]", "k"),
        (r"x", "ks"),
        (r"gh|gu(?=[ei])", "g"),
        (r"ph", "f"),
        (r"zh", "z"),
        (r"tz", "ts"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"a?ou|oo|oe|eu|ue|aw(?![aeiouy])", "u"),
        (r"w", "v"),
        (r"ee|ie|ij", "i"),
        (r"a?[yj]", "i"),
        (r"(?<=[^aeiou])h|h$", ""),
        (r"a?[eiy]+", "i"),
        (r"a?[ou]+", "u"),
        (r"(.)\1+", r"\1"),
    )
)

# Letters that habits read differently, with the other ways to read them.
_READ_AS = re.compile(r"tsch|tsj|tch|dsch|sch|sh|sj|kh|ch|zh|zj|ts|tz|^c|x|z")
_OTHERWISE = {"ch": ("s",), "tsch": ("s",), "tsj": ("s",), "tch": ("s",), "ts": ("s",)} | {
    "tz": ("s",),
    "zj": ("s",),
    "zh": ("s",),
    "z": ("s",),
    "x": ("h",),
    "c": ("",),
}
_MOST_READINGS = 8

_EXACT, _SOUND, _READING, _FRAME, _NEAR, _INITIAL, _DIFFERENT = 1.0, 0.92, 0.85, 0.7, 0.75, 0.4, 0.0
_NO_VOWELS = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
_ARTICLE = re.compile("^\u0627\u0644(?=..)|(?<=^\u0639\u0628\u062f)\u0627\u0644")
_SOFT = re.compile("[aiuvh]")
_TWICE = re.compile(r"(.)\1+")
_SERVANT = re.compile(r"^(c?abd)(?:[aeiou](?:l|r(?=r))?)?(?!l?lah)([a-z]{4,})$")


@lru_cache(maxsize=200_000)
def parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name in Latin letters without diacritics, articles left out.

    What stood in a script without vowels comes back as a skeleton in capitals.
    """
    found: list[str] = []
    for word in re.split(r"[\s\-]+", name.translate(_LETTERS)):
        if _NO_VOWELS.search(word):
            servant = re.match("\u0639\u0628\u062f(?=\u0627\u0644...)", word)
            pieces = (word[:3], word[3:]) if servant else (word,)
            found += filter(None, (_consonants(piece) for piece in pieces))
        else:
            found += re.findall(r"[a-z]+", re.sub(r"['`]", "", _latin(word)))
    known = tuple(word for word in found if word not in _PARTICLES) or tuple(found)
    return tuple(piece for word in known for piece in _pieces(word))


def _pieces(word: str) -> tuple[str, ...]:
    # Abdulrahman and Abd al-Rahman are one name.
    servant = _SERVANT.match(word)
    return servant.groups() if servant else (word,)


def _latin(name: str) -> str:
    folded = fold(name)
    return folded if folded.isascii() else fold(anyascii(folded))


def _consonants(word: str) -> str:
    latin = re.sub(r"[^a-z]", "", _latin(_ARTICLE.sub("", fold(word))))
    return _bones(sound(latin)).upper()


@lru_cache(maxsize=200_000)
def sound(part: str) -> str:
    """Return what is left of a part of a name when writers' habits are taken out."""
    if part.isupper():
        return part
    for pattern, to in _RULES:
        part = pattern.sub(to, part)
    return _FAMILY.get(part, part)


@lru_cache(maxsize=200_000)
def readings(part: str) -> frozenset[str]:
    """Return the sounds that a part can stand for, by the habits that may have written it."""
    pieces = _READ_AS.split(part)
    letters = _READ_AS.findall(part)
    ways = [(each, *_OTHERWISE.get(each, ())) for each in letters]
    found = set()
    for number, chosen in enumerate(product(*ways)):
        if number == _MOST_READINGS:
            break
        found.add(sound("".join(map("".join, zip(pieces, (*chosen, ""), strict=True)))))
    return frozenset(found)


@lru_cache(maxsize=200_000)
def skeletons(part: str) -> frozenset[str]:
    """Return the consonants that every script writes, in each reading: no half vowels, no h."""
    if part.isupper():
        return frozenset({part.lower()})
    return frozenset(map(_bones, readings(part)))


def _bones(heard: str) -> str:
    # A script without vowels doesn't tell two of one consonant from one.
    return _TWICE.sub(r"\1", _SOFT.sub("", heard))


@lru_cache(maxsize=1_000_000)
def likeness(one: str, other: str) -> float:
    """Return how alike two parts are: 1 the same, 0 different.

    The steps stand for how often one name is written both ways; they aren't probabilities.
    """
    if one == other:
        return _EXACT
    if one.isupper() != other.isupper():
        return _across_scripts(one, other)
    if min(len(one), len(other)) == 1:
        return _INITIAL if one[0] == other[0] else _DIFFERENT
    heard, other_heard = sound(one), sound(other)
    if heard == other_heard:
        return _SOUND
    if _only_an_ending_for_women(one, other):
        return _DIFFERENT
    if readings(one) & readings(other):
        return _READING
    return max(_typing(one, other), _typing(heard, other_heard))


def _across_scripts(one: str, other: str) -> float:
    shared = skeletons(one) & skeletons(other)
    if not shared:
        return _DIFFERENT
    return _FRAME if max(map(len, shared)) > 1 else _INITIAL


def _typing(one: str, other: str) -> float:
    # One slip is believed in a part of four letters or more, two from eight.
    longest = max(len(one), len(other))
    allowed = 2 if longest >= 8 else 1 if longest >= 4 else 0
    slips = DamerauLevenshtein.distance(one, other, score_cutoff=allowed)
    if slips > allowed:
        return _DIFFERENT
    return _NEAR if slips == 1 else _NEAR - 0.15


def _only_an_ending_for_women(one: str, other: str) -> bool:
    # Karim and Karima, Amin and Amina: brother and sister more often than a slip of the pen.
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return long.startswith(short) and long[len(short) :] in {"a", "ah", "e"}


_FAMILY: dict[str, str] = {}
_FAMILY = {sound(form): sound(names[0]) for names in SAME_NAME for form in names}
sound.cache_clear()
