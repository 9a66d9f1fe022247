"""What is wrong with a file or one of its rows. The words are in ``wording.py``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error refuses the row; a warning keeps it and says so."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one row.

    ``line`` is the physical line or sheet row; ``field`` the name in the contract; ``column`` the
    heading in the file, where there is one; ``value`` what was written; ``detail`` what the code
    needs besides (another line, a state). A value that looks like a BSN is never kept here.
    """

    line: int
    field: str
    code: str
    severity: Severity = Severity.ERROR
    column: str = ""
    value: str = ""
    detail: str = ""

    @property
    def refuses(self) -> bool:
        """Whether the row stays out."""
        return self.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class FileNote:
    """Something about the whole file: a column or sheet that wasn't read, a repeated heading."""

    code: str
    subject: str = ""
    count: int = 0


class RefusedFile(Exception):
    """A file of which nothing is read. ``code`` and ``subject`` say why; no row is in it."""

    def __init__(self, code: str, subject: str = "", line: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.subject = subject
        self.line = line
