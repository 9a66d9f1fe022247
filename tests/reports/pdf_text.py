"""Reading a PDF as somebody does who copies its text."""

from pathlib import Path

import pypdfium2


def texts(pdf: Path | bytes) -> list[str]:
    """Return the text of each page, with single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(_text(page).split()) for page in document]
    finally:
        document.close()


def _text(page: pypdfium2.PdfPage) -> str:
    reader = page.get_textpage()
    try:
        return str(reader.get_text_range())
    finally:
        reader.close()
        page.close()
