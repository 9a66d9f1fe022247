"""Why a print can't be made, apart from the engines: loading those takes longer."""

from __future__ import annotations


class FontMissing(Exception):
    """The package with a font is not installed, or holds no font that we know."""


class CannotTypeset(Exception):
    """A page can't be made; ``code`` and ``detail`` say why.

    missing_glyph: the characters; unknown_language: those that there are; missing_text: where in
    which file; template.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


class NoProof(Exception):
    """A file holds no figures that can be counted again, or no lessons; ``code`` says why.

    no_pdf, no_figures, no_lessons, damaged (changed after it was made), newer (of a newer program).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
