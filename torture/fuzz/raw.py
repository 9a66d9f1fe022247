"""Spoiling bytes, encodings, archives and JSON."""

from __future__ import annotations

import io
import json
import re
import warnings
import zipfile
from random import Random
from typing import Any

from torture.fuzz.tables import nasty

ENCODINGS = (
    *("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"),
    *("cp1250", "cp1254", "cp1256", "latin-1", "shift_jis", "cp037", "mac-roman"),
)
_ATTRIBUTE = re.compile(rb'="[^"<>]{0,60}"')
_TAG = re.compile(rb"<[^<>!?]{1,80}>")
_ENTITY = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c SYSTEM "file:///etc/passwd">]>'
)


def broken(raw: bytes, chance: Random) -> bytes:
    """Flip, drop, repeat or put in some bytes, or cut the file off."""
    out = bytearray(raw)
    for _time in range(chance.randrange(1, 12)):
        at = chance.randrange(len(out)) if out else 0
        turn = chance.randrange(6)
        if turn == 0 and out:
            out[at] ^= 1 << chance.randrange(8)
        elif turn == 1:
            del out[at : at + chance.randrange(1, 40)]
        elif turn == 2:
            out[at:at] = chance.randbytes(chance.randrange(1, 20))
        elif turn == 3:
            out[at:at] = out[at : at + chance.randrange(1, 200)]
        elif turn == 4:
            out[at : at + 4] = chance.choice(
                (b"\x00" * 4, b"\xff" * 4, b"\r\n\r\n", b'";";', b"PK")
            )
        elif chance.random() < 0.3:
            del out[at:]
    return bytes(out)


def encoded(text: str, chance: Random) -> bytes:
    """Encode a text, sometimes in two ways at once, sometimes wrongly."""
    one = chance.choice(ENCODINGS) if chance.random() < 0.5 else "utf-8"
    if chance.random() < 0.1:
        place, other = chance.randrange(len(text) + 1), chance.choice(ENCODINGS)
        return text[:place].encode(one, "replace") + text[place:].encode(other, "replace")
    raw = text.encode(one, "replace")
    if chance.random() < 0.05:
        raw = raw.decode("latin-1").encode("utf-8")
    return raw


def rezipped(raw: bytes, chance: Random) -> bytes:
    """Change parts of an archive: their text, their names, their number."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError):
        return broken(raw, chance)
    for _time in range(chance.randrange(1, 4)):
        place = chance.randrange(len(parts))
        name, content = parts[place]
        turn = chance.randrange(10)
        if turn == 0:
            del parts[place]
        elif turn == 1:
            parts.append((name, broken(content, chance)))
        elif turn == 2:
            bad = ("../../weg.xml", "/etc/passwd", "C:\\x", "xl/worksheets/", "a" * 5000, "\x00")
            parts[place] = (chance.choice(bad), content)
        elif turn == 3:
            parts[place] = (name, chance.choice(parts)[1])
        elif turn == 4:
            parts += [(f"xl/x{n}.xml", b"<x/>") for n in range(chance.choice((50, 2500)))]
        elif turn == 5:
            parts[place] = (name, content + b"\x00" * chance.choice((10, 12_000_000)))
        else:
            parts[place] = (name, _marked_up(content, chance))
        if not parts:
            break
    return _zipped(parts, chance)


def _zipped(parts: list[tuple[str, bytes]], chance: Random) -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w") as archive:
        warnings.simplefilter("ignore")
        for name, content in parts:
            info = zipfile.ZipInfo(name)
            info.compress_type = chance.choice((0, 8, 8, 8, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
            archive.writestr(info, content)
    out = file.getvalue()
    turn = chance.randrange(20)
    if turn == 0:
        # The bit that says that a part is encrypted, in the directory at the end.
        at = out.rfind(b"PK\x01\x02")
        out = out[: at + 8] + b"\x01" + out[at + 9 :]
    elif turn == 1:
        out = b"before" + out
    elif turn == 2:
        out += out
    return out


def _marked_up(content: bytes, chance: Random) -> bytes:
    """Change XML where it hurts: an attribute, a tag, an entity, or nesting without end."""
    turn = chance.randrange(7)
    if turn == 0:
        return content.replace(b"?>", b"?>" + _ENTITY, 1).replace(b"</", b"&b;&c;</", 1)
    if turn == 1:
        depth = chance.choice((70, 5000, 300_000))
        return content.replace(b"</", b"<a>" * depth + b"</a>" * depth + b"</", 1)
    if turn == 2:
        tags = list(_TAG.finditer(content))
        if tags:
            tag = chance.choice(tags)
            again = chance.choice((b"", tag[0] * 2, tag[0] * 50_000))
            return content[: tag.start()] + again + content[tag.end() :]
    if turn == 3:
        return content.replace(b"UTF-8", chance.choice((b"UTF-16", b"x", b"ascii", b"utf-7")), 1)
    values = list(_ATTRIBUTE.finditer(content))
    if not values:
        return broken(content, chance)
    for _time in range(chance.randrange(1, 4)):
        value = chance.choice(values)
        told = str(nasty(chance)).encode("utf-8", "replace")[:400]
        for sign, safe in ((b"&", b"&amp;"), (b"<", b"&lt;"), (b'"', b"&quot;")):
            told = told.replace(sign, safe)
        extra = (b"1048576", b"16384", b"-1", b"0", b"A1:XFD1048576", b"99999999999", told)
        content = (
            content[: value.start()] + b'="' + chance.choice(extra) + b'"' + content[value.end() :]
        )
        values = list(_ATTRIBUTE.finditer(content))
    return content


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Return every place in JSON as container and key."""
    found: list[tuple[Any, Any]] = []
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    for key in keys:
        found.append((value, key))
        if isinstance(value[key], dict | list):
            found += _places(value[key])
    return found


def json_spoiled(page: dict[str, Any], chance: Random) -> bytes:
    """Put values of the wrong kind, size or depth in a catalogue."""
    for _time in range(chance.randrange(0, 8)):
        places = _places(page)
        if places:
            _spoil(*chance.choice(places), chance)
    text = _json_text(page, chance)
    turn = chance.randrange(12)
    raw = encoded(text, chance) if turn == 5 else text.encode("utf-8", "replace")
    return broken(raw, chance) if turn > 8 else raw


def _spoil(container: Any, key: Any, chance: Random) -> None:
    turn = chance.randrange(6)
    if turn == 0:
        del container[key]
    elif turn == 1:
        container[key] = chance.choice([None, [], {}, [[]], 0, -1, 1e308, 10**400, True, "x"])
    elif turn == 2:
        container[key] = [container[key]] * chance.choice((2, 3, 300))
    elif turn == 3 and isinstance(container, dict):
        container[str(nasty(chance))] = container[key]
    else:
        container[key] = nasty(chance)


def _json_text(page: dict[str, Any], chance: Random) -> str:
    text = json.dumps(page, ensure_ascii=chance.random() < 0.5)
    turn = chance.randrange(12)
    if turn == 0:
        return text.replace("[", "[" * chance.choice((10, 63, 65, 5000, 500_000)), 1)
    if turn == 1:
        return text.replace(":", ": NaN, " if chance.random() < 0.5 else ": 1e999, ", 1)
    if turn == 2:
        return text.replace('"name"', '"name": "\\ud800", "name"')
    if turn == 3:
        return "[" + "{}," * chance.choice((10, 200_000)) + "{}]"
    return text.replace("6", "6" * 5000, 1) if turn == 4 else text
