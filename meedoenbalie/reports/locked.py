"""A PDF that opens with a passphrase only."""

from __future__ import annotations

import io
import secrets

_GROUPS, _DIGITS = 4, 4


def new_pdf_passphrase() -> str:
    """Return a random passphrase to be told by telephone: *4821 0937 5516 2204*.

    Digits alone, for they are said and heard alike in every language: 53 bits, which is enough
    beside the slow derivation of AES-256 in PDF 2.0 (ISO 32000-2, 7.6.4.3.4).
    """
    groups = (f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}" for _ in range(_GROUPS))
    return " ".join(groups)


def locked(pdf: bytes, passphrase: str) -> bytes:
    """Return a PDF encrypted with AES-256; it opens with the digits, with or without the spaces.

    Never twice the same bytes: the key is random.
    """
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    # PDF knows two passphrases that open it. One is what is read out, one what people type.
    plain = passphrase.replace(" ", "")
    # AES-256 is of PDF 2.0; a program that goes by the version would not try it.
    writer.pdf_header = "%PDF-2.0"
    writer.encrypt(user_password=plain, owner_password=passphrase, algorithm="AES-256")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
