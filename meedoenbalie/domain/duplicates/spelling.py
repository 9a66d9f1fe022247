"""How alike two spellings of one part of a name are.

The names at a desk were written from Arabic, Persian, Tigrinya, Somali, Turkish or Ukrainian by
whoever sat there, along Dutch, English, French or German habits. A *sound* is what is left of a
part when those habits are taken out: Mohammed and Muhammad, Tesfay and Tesfai, Yusuf and Youssef,
Khalil and Chalil have one sound. Some names exist in several languages under forms that no spelling
rule joins (Mykola and Nikolai); those stand in a short list.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein

from meedoenbalie.domain.names import fold

# Articles and words of descent: they come and go with the writer.
_PARTICLES = frozenset(
    {"al", "el", "ul", "ad", "as", "ar", "bin", "ibn", "ben", "bint", "de", "van"}
)

# One name in several languages. Only forms that the rules below leave apart.
_SAME_NAME = (
    ("aleksandr", "oleksandr", "alexander", "iskander", "alexandre", "aleksander", "oleksander"),
    ("mykola", "nikolai", "nikolaj", "nikolay", "mikola", "nicolas"),
    ("serhii", "sergei", "sergey", "serhij", "serhiy", "sergii", "serge"),
    ("dmytro", "dmitri", "dmitry", "dmitrij", "dmitriy"),
    ("andrii", "andrei", "andrey", "andrij", "andriy"),
    ("volodymyr", "vladimir", "wladimir"),
    ("kateryna", "ekaterina", "katerina", "jekaterina"),
    ("olena", "elena", "yelena", "helena", "jelena"),
    ("hanna", "anna"),
    ("oleksii", "aleksei", "alexei", "oleksij", "alexey", "aleksey"),
    ("mykhailo", "mikhail", "michail", "michael", "mikael"),
    ("yevhen", "evgeni", "yevgeny", "jevgeni", "evgeny", "yevgeniy"),
    ("iryna", "irina"),
    ("nataliia", "natalia", "natalya", "natalja"),
    ("mohammed", "muhammad", "mehmet", "mahamed", "maxamed", "mohamud"),
    ("ahmed", "ahmad", "achmed", "axmed"),
    ("hussein", "hossein", "huseyin", "xuseen", "hoseyn"),
    ("osman", "othman", "usman", "cismaan", "uthman"),
    ("omar", "umar", "omer", "cumar"),
    ("ali", "cali"),
    ("abdullah", "abdallah", "cabdullahi", "abdullahi", "abdulla"),
    ("abdirahman", "abdulrahman", "abdurrahman", "cabdiraxmaan", "abdelrahman", "abderrahmane"),
    ("yusuf", "joseph", "yosef", "youssef", "jozef"),
    ("ibrahim", "abraham", "avraham"),
    ("maryam", "mariam", "maria", "miriam", "meryem"),
    ("gabriel", "gebriel", "jibril", "gabriel"),
    ("samuel", "samuil", "samiel"),
    ("isaias", "isaiah", "esayas", "isayas"),
    ("yohannes", "johannes", "john", "yahya", "ivan"),
    ("dawit", "david", "daoud", "dawud", "davit"),
    ("petros", "peter", "petro", "petr", "butrus"),
    ("pavlo", "pavel", "paul", "paulos", "bulus"),
    ("yuliia", "julia", "yulia", "yuliya"),
)

# Applied in this order. What two languages write differently becomes one letter.
_RULES = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"^w[eo]l(?=d)", "vil"),
        (r"sch|sj|sh", "s"),
        (r"kh|ch|ck|[qc]", "k"),
        (r"x", "ks"),
        (r"dj", "j"),
        (r"gh|gu(?=[ei])", "g"),
        (r"ph", "f"),
        (r"zh", "z"),
        (r"tz", "ts"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"w", "v"),
        (r"ou|oo|oe", "u"),
        (r"ee|ie|ij", "i"),
        (r"[yj]", "i"),
        (r"(?<=[^aeiou])h|h$", ""),
        (r"[eiy]+", "i"),
        (r"[ou]+", "u"),
        (r"(.)\1+", r"\1"),
    )
)

_EXACT, _SOUND, _FRAME, _NEAR, _INITIAL, _DIFFERENT = 1.0, 0.92, 0.7, 0.75, 0.4, 0.0


@lru_cache(maxsize=200_000)
def parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name in Latin letters without diacritics, articles left out."""
    words = tuple(re.findall(r"[a-z]+", re.sub(r"['`]", "", _latin(name))))
    return tuple(word for word in words if word not in _PARTICLES) or words


def _latin(name: str) -> str:
    folded = fold(name)
    return folded if folded.isascii() else fold(anyascii(folded))


@lru_cache(maxsize=200_000)
def sound(part: str) -> str:
    """Return what is left of a part of a name when writers' habits are taken out."""
    for pattern, to in _RULES:
        part = pattern.sub(to, part)
    return _FAMILY.get(part, part)


@lru_cache(maxsize=200_000)
def frame(part: str) -> str:
    """Return the consonants of a part: all that Arabic and Hebrew script write for sure."""
    return re.sub(r"[aiu]", "", sound(part))


@lru_cache(maxsize=1_000_000)
def likeness(one: str, other: str) -> float:
    """Return how alike two parts are: 1 the same, 0 different.

    The steps stand for how often one name is written both ways; they aren't probabilities.
    """
    if one == other:
        return _EXACT
    if min(len(one), len(other)) == 1:
        return _INITIAL if one[0] == other[0] else _DIFFERENT
    heard, other_heard = sound(one), sound(other)
    if heard == other_heard:
        return _SOUND
    if _only_an_ending_for_women(one, other):
        return _DIFFERENT
    if not set(one) & _VOWELS or not set(other) & _VOWELS:
        alike = len(frame(one)) > 1 and frame(one) == frame(other)
        return _FRAME if alike else _DIFFERENT
    return max(_typing(one, other), _typing(heard, other_heard))


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
    short, long = sorted((one, other), key=len)
    return long in (short + "a", short + "ah", short + "e")


_VOWELS = frozenset("aeiouy")
_FAMILY: dict[str, str] = {}
_FAMILY = {sound(form): sound(names[0]) for names in _SAME_NAME for form in names}
sound.cache_clear()
