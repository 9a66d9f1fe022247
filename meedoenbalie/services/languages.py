"""Languages that people speak: those that desks meet often, and any other by its name."""

from __future__ import annotations

from meedoenbalie.exchange.languages import language_code
from meedoenbalie.i18n import formats

__all__ = ["frequent_languages", "language_code"]

# ISO 639-3. The leaflets' languages and those of first asylum requests, and what residents speak
# beside them.
_FREQUENT = (
    *("nld", "eng", "ara", "tir", "tur", "fas", "som", "prs", "pus", "kur", "kmr", "ckb", "apc"),
    *("ukr", "rus", "fra", "spa", "por", "deu", "ita", "amh", "orm", "sqi", "hye", "aze", "ben"),
    *("bos", "hrv", "srp", "bul", "hin", "urd", "pan", "tam", "mya", "zho", "vie", "kat", "kaz"),
    *("uzb", "tuk", "uig", "swa", "lin", "kon", "hau", "ibo", "yor", "wol", "ful", "man", "bam"),
    *("kin", "run", "sna", "aka", "lug", "tgl", "ind", "msa", "tha", "khm", "nep", "sin", "ron"),
    *("pol", "hun", "ell", "heb", "mkd", "rif", "rom"),
)


def frequent_languages() -> list[tuple[str, str]]:
    """Return code (ISO 639-3) and name of the languages that desks meet often, by name."""
    named = {formats.language_name(code): code for code in _FREQUENT}
    return [(code, name) for name, code in sorted(named.items())]
