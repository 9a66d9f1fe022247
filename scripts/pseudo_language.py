"""A language that nobody speaks, to see what an interface does with any other.

Each text is marked, so that one that was never translated stands out; its letters have accents, so
that a font without them shows; and it is a tenth longer, and two brackets.
"""

import re
from pathlib import Path

from babel.messages.mofile import write_mo

from scripts.catalogues import DOMAIN, SOURCE_LANGUAGE, forms, read

OPEN, CLOSE = "⟦", "⟧"
_ACCENTS = str.maketrans("aeiouAEIOUncsyz", "áéíóúÁÉÍÓÚñçšýž")
_KEPT = re.compile(r"(\{[^}]*\}|&.|<[^>]+>)")
"""Names in braces, mnemonics and tags stay as they are."""
_LONGER = 0.1


def pseudo(text: str) -> str:
    """Return a text in the language that nobody speaks."""
    parts = _KEPT.split(text)
    said = "".join(part if part[:1] in "{&<" else part.translate(_ACCENTS) for part in parts)
    return f"{OPEN}{said}{'~' * round(len(text) * _LONGER)}{CLOSE}"


def write(folder: Path, code: str) -> None:
    """Write its catalogue under the name of a real language, whose direction it then has."""
    catalogue = read(SOURCE_LANGUAGE)
    for message in catalogue:
        if message.id:
            said = tuple(pseudo(form) for form in forms(message.id))
            message.string = said[0] if isinstance(message.id, str) else said
    path = folder / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)
