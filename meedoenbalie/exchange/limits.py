"""How much one file may hold. A desk's file stays far below; a broken or hostile one doesn't."""

from __future__ import annotations

from typing import Final

MAX_FILE_BYTES: Final = 32 * 1024 * 1024
"""100,000 residents take about 20 MB. A file is read into memory once; a quote that never closes
makes one cell of it, which takes four times as much meanwhile."""

MAX_DATA_ROWS: Final = 250_000
"""What is wrong with every one of so many rows can still be told within 500 MB."""

MAX_LINE_SIGNS: Final = 500_000
"""Twenty-five cells of the longest kind; a row of more is no row."""

MAX_CELL_SIGNS: Final = 20_000
"""A long note is 4,000 signs; a cell of more holds a whole file, or an attack."""

MAX_COLUMNS: Final = 400
"""The widest list that we know has 24 columns; spreadsheets hold 16,384."""

MAX_ROWS: Final = 1_048_576
"""As many rows as one sheet of Excel can have."""

HEADER_WITHIN: Final = 30
"""Titles and notes above a table take a few rows."""

MAX_UNPACKED_BYTES: Final = 200 * 1024 * 1024
"""A sheet of 100,000 residents unpacks to about 100 MB."""

SUSPECT_UNPACKED_BYTES: Final = 10 * 1024 * 1024
MAX_PACKING_RATIO: Final = 100
"""Sheets pack 5 to 20 times; a zip bomb more than 100 times. Small files may be odd."""

MAX_ARCHIVE_PARTS: Final = 2_000
"""A workbook has tens of parts."""

MAX_JSON_BYTES: Final = 10 * 1024 * 1024
"""Some 3,000 offers; in memory the values of JSON take up to 25 times their size."""

MAX_NESTING: Final = 64
"""HSDS nests seven levels deep; the parser itself gives up near a thousand."""

REPORT_EVERY: Final = 500
"""Rows between two reports of progress, at which the user can stop: under 0.1 s."""
