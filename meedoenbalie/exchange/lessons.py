"""Rows of learned lessons. What another desk published counts as reviewed and published."""

from __future__ import annotations

from collections.abc import Mapping

from meedoenbalie.domain.lessons import LearnedLesson, LessonPhase, LessonStatus, WorkingElement
from meedoenbalie.exchange.codes import code_of, key_of
from meedoenbalie.exchange.reading import Row, RowReader
from meedoenbalie.exchange.tabular import Cells, Columns, field_names
from meedoenbalie.exchange.text import EMPTY

LESSON_FIELDS = field_names(
    {
        "number": "nummer|nr|lesnummer|code",
        "phase": "fase",
        "element": "werkzaam element|element|werkzame element|working element",
        "situation": "wat gebeurde er|wat gebeurde|situatie|aanleiding",
        "what_worked": "wat werkte|wat werkt|aanpak",
        "tip": "advies",
        "site_name": "locatie|azc|site",
        "evidence": "onderbouwing|waaruit blijkt dat|bewijs",
        "mind": "let op|aandachtspunt|waarop letten",
        "holds_for": "geldt voor|voor wie|doelgroep",
        "learned_on": "datum|geleerd op|date",
    },
    required=(("number",), ("phase",), ("element",), ("situation",)),
)


_TEXTS = (
    *("number", "situation", "what_worked", "tip", "site_name", "evidence"),
    *("mind", "holds_for"),
)


class LessonReader(RowReader[LearnedLesson]):
    """Turns rows into lessons. ``sites`` are the names that are known; none means no judgement."""

    fields = LESSON_FIELDS
    contract: Mapping[str, str] = {
        "number": "nummer",
        "phase": "fase",
        "element": "werkzaam element",
        "situation": "wat gebeurde er",
        "what_worked": "wat werkte",
        "site_name": "locatie",
        "evidence": "onderbouwing",
        "mind": "let op",
        "holds_for": "geldt voor",
        "learned_on": "datum",
    }
    free_texts = frozenset(_TEXTS) - {"number"}
    unguarded = frozenset({"number", "site_name"})
    needed = frozenset({"number", "phase", "element", "situation", "learned_on"})

    def __init__(self, columns: Columns, sites: frozenset[str] = frozenset()) -> None:
        super().__init__(columns)
        self._sites = frozenset(map(key_of, sites))
        self._numbers: dict[str, int] = {}

    def interpret(self, row: Row, cells: Cells) -> LearnedLesson | None:
        """Return the lesson of a row."""
        row.values["status"] = LessonStatus.PUBLISHED
        for name in _TEXTS:
            text = self.cell(cells, name)
            if text and text not in EMPTY:
                row.values[name] = text
                self.tell_formula(row, name, text)
        self._read_coded(row, cells, "phase", "lesson_phases")
        self._read_coded(row, cells, "element", "working_elements")
        self._read_day(row, self.cell(cells, "learned_on"))
        self._judge(row)
        return self.made(row, LearnedLesson)

    def _read_coded(self, row: Row, cells: Cells, name: str, code_list: str) -> None:
        text = self.cell(cells, name)
        code = code_of(code_list, text)
        if code is None:
            heading = self.columns.heading(name)
            wrong = "unknown_value" if text else "missing"
            row.note(self.contract[name], wrong, text, column=heading)
        else:
            row.values[name] = LessonPhase(code) if name == "phase" else WorkingElement(code)

    def _read_day(self, row: Row, text: str) -> None:
        if not text or text in EMPTY:
            return
        read = self.read_date(text)
        if read.day is None:
            code = read.code or "unreadable"
            row.note("datum", code, text, column=self.columns.heading("learned_on"))
        else:
            row.values["learned_on"] = read.day

    def _judge(self, row: Row) -> None:
        told = {problem.field for problem in row.problems}
        for name in ("number", "situation"):
            if name not in row.values and self.contract[name] not in told:
                row.note(self.contract[name], "missing", column=self.columns.heading(name))
        number = row.values.get("number", "")
        before = self._numbers.setdefault(number, row.line)
        if number and before != row.line:
            heading = self.columns.heading("number")
            row.note("nummer", "duplicate_in_file", number, column=heading, detail=str(before))
        if "tip" not in row.values:
            row.warn("tip", "missing", column=self.columns.heading("tip"))
        site = row.values.get("site_name", "")
        if site and self._sites and key_of(site) not in self._sites:
            row.warn("locatie", "unknown_site", site, column=self.columns.heading("site_name"))
