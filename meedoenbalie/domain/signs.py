"""Signs that are no text: control signs and halves of signs, which nobody types and no page shows.

XML may not hold them (source: XML 1.0, section 2.2, *Char*), so neither can Word, an e-book or a
spreadsheet.
"""

from __future__ import annotations

import re

_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def has_no_text(text: str) -> bool:
    """Tell whether a text holds a sign that is none."""
    return _NO_TEXT.search(text) is not None


def only_text(text: str) -> str:
    """Return a text without the signs that are none."""
    return _NO_TEXT.sub("", text)
