"""Gegevenssets: what goes from a desk to the programme team, coarsened and without names.

Each field has a stated purpose in ``CODEBOOK``; a field without one never goes along (AVG art. 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from meedoenbalie.domain.record import Field, JsonValue, Record, UtcMoment, no_bsn

CODEBOOK_VERSION = 4

# Lower bounds of the age bands, in years. 12 and 30 are the limits of MDT (stcrt-2023-12901),
# 16 is where a guardian's agreement ends, 18 is adulthood.
_BANDS = ((12, 15), (16, 17), (18, 22), (23, 26), (27, 30))
AGE_BANDS = tuple(f"{low}-{high}" for low, high in _BANDS)
"""The bands within the limits of MDT, youngest first."""


class SigningKey(Record):
    """The Ed25519 key with which a site signs what it sends; both halves in base64.

    ``statements`` are what earlier keys of the site said when they were renewed or revoked, each
    signed by the key that it is about; they travel along in every set.
    """

    site_id: UUID = Field(foreign_key="site.id", unique=True)
    private_key: str = Field(max_length=64)
    public_key: str = Field(max_length=64)
    statements: tuple[str, ...] = Field(default=(), sa_type=JsonValue(tuple[str, ...]))


class ProgrammeKey(Record):
    """A key of the programme team that was pinned here: at first use, or after a comparison.

    ``recipient`` is the public key of age that sets are encrypted to, ``signing`` the Ed25519 key
    by which the team vouches for the next one (empty for a team from before there was one).
    ``ended_on`` is when another took its place or the team revoked it.
    """

    recipient: str = Field(max_length=120)
    signing: str = Field(default="", max_length=64)
    pinned_on: date
    pinned_by: str = Field(default="", max_length=80)
    ended_on: date | None = None
    revoked: bool = False

    _no_bsn = no_bsn("pinned_by")


class DataSetSent(Record):
    """A gegevensset that a site made. ``number`` counts up per site: an older one is a replay.

    ``withdrawn_at`` is when the site took it back, with all before it.
    """

    site_id: UUID = Field(foreign_key="site.id", index=True)
    number: int = Field(ge=1)
    made_at: datetime = Field(sa_type=UtcMoment)
    residents: int = Field(ge=0)
    referrals: int = Field(ge=0)
    lessons: int = Field(ge=0)
    recipient: str = Field(max_length=120)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcMoment)


@dataclass(frozen=True, slots=True)
class CodebookField:
    """One field of a data set: its table, name, type (string or integer) and purpose.

    ``since`` is the version of the code book that it came with.
    """

    table: str
    name: str
    type: str
    purpose_nl: str
    purpose_en: str
    since: int = 1


CODEBOOK = (
    CodebookField("residents", "pseudonym", "string",
                  "over weken heen herkennen", "recognise across weeks"),
    CodebookField("residents", "age_band", "string", "bereik per leeftijd", "reach by age"),
    CodebookField("residents", "language", "string",
                  "in welke talen folders nodig zijn", "in which languages leaflets are needed"),
    CodebookField("residents", "dutch_level", "string",
                  "vraag naar taallessen", "demand for language lessons"),
    CodebookField("residents", "residence_phase", "string",
                  "wie mag waaraan meedoen", "who may take part in what"),
    CodebookField("residents", "arrival_week", "string",
                  "hoe lang iemand wacht", "how long somebody waits"),
    CodebookField("informed", "pseudonym", "string",
                  "over weken heen herkennen", "recognise across weeks"),
    CodebookField("informed", "offer", "string", "bereik per aanbod", "reach by offer"),
    CodebookField("informed", "language", "string",
                  "in welke talen is voorgelicht", "in which languages people were informed"),
    CodebookField("informed", "week", "string", "hoeveel per week", "how many a week"),
    CodebookField("events", "referral", "string",
                  "stappen bij elkaar houden", "keep steps together"),
    CodebookField("events", "pseudonym", "string",
                  "over weken heen herkennen", "recognise across weeks"),
    CodebookField("events", "offer", "string",
                  "wat er misging, per aanbod", "what went wrong, by offer"),
    CodebookField("events", "sequence", "integer", "volgorde van stappen", "order of steps"),
    CodebookField("events", "event", "string", "hoeveel en hoe snel", "how many and how fast"),
    CodebookField("events", "week", "string", "hoeveel en hoe snel", "how many and how fast"),
    CodebookField("events", "reason", "string", "waarom het niet lukte", "why it didn't work out"),
    CodebookField("events", "outcome", "string", "of het doel is bereikt", "whether it worked"),
    CodebookField("events", "told_week", "string",
                  "of de jongere de uitkomst hoorde", "whether the young person was told"),
    CodebookField("civic", "act", "string",
                  "in- en uitstroom inburgering per cohort", "civic integration by cohort", 2),
    CodebookField("civic", "cohort", "integer",
                  "in- en uitstroom inburgering per cohort", "civic integration by cohort", 2),
    CodebookField("civic", "civic_group", "string",
                  "in- en uitstroom inburgering per groep", "civic integration by group", 2),
    CodebookField("civic", "ending", "string",
                  "waarom de inburgeringsplicht eindigde", "why the duty ended", 2),
    CodebookField("civic", "people", "integer",
                  "aantallen, zonder schijnnaam", "counts, without a pseudonym", 2),
    CodebookField("offers", "offer", "string", "aanbod herkennen", "recognise offers"),
    CodebookField("offers", "kind", "string", "bereik per soort", "reach by kind"),
    CodebookField("offers", "title", "string", "aanbod herkennen", "recognise offers"),
    CodebookField("tried", "origin", "string",
                  "van welk azc een beproefde les is", "of which azc the lesson is", 2),
    CodebookField("tried", "number", "string",
                  "welke les is beproefd", "which lesson was tried", 2),
    CodebookField("tried", "result", "string", "of een les elders helpt",
                  "whether a lesson helps elsewhere", 2),
    CodebookField("tried", "week", "string", "wanneer", "when", 2),
    CodebookField("tried", "against", "string", "welke eigen les het tegendeel zegt",
                  "which own lesson says the opposite", 2),
    CodebookField("experiences", "year", "integer",
                  "hoe jongeren het vinden, per jaar", "what young people say, by year", 3),
    CodebookField("experiences", "moment", "string",
                  "aan het begin, halverwege of aan het eind", "at the start, halfway, the end", 3),
    CodebookField("experiences", "question", "string",
                  "hoe het is, wat helpt, wat lastig is", "how it is, what helps, what is hard", 3),
    CodebookField("experiences", "answer", "string",
                  "welk vast antwoord", "which fixed answer", 3),
    CodebookField("experiences", "answers", "integer",
                  "aantallen, zonder schijnnaam", "counts, without a pseudonym", 3),
    CodebookField("lessons", "number", "string", "handreiking", "handreiking"),
    CodebookField("lessons", "phase", "string", "handreiking", "handreiking"),
    CodebookField("lessons", "element", "string", "handreiking", "handreiking"),
    CodebookField("lessons", "situation", "string", "handreiking", "handreiking"),
    CodebookField("lessons", "what_worked", "string", "handreiking", "handreiking"),
    CodebookField("lessons", "tip", "string", "handreiking", "handreiking"),
    CodebookField("lessons", "site_name", "string", "handreiking", "handreiking"),
    CodebookField("lessons", "evidence", "string", "handreiking", "handreiking"),
    CodebookField("lessons", "mind", "string", "handreiking", "handreiking", 2),
    CodebookField("lessons", "holds_for", "string", "handreiking", "handreiking", 2),
    CodebookField("lessons", "figures", "string", "handreiking: cijfers zoals gepubliceerd",
                  "handreiking: figures as published", 4),
)  # fmt: skip

TABLES = tuple(dict.fromkeys(field.table for field in CODEBOOK))


def tables_of(version: int) -> tuple[str, ...]:
    """Return the tables of a version of the code book, in their order."""
    return tuple(dict.fromkeys(field.table for field in CODEBOOK if field.since <= version))


def fields_of(table: str, version: int = CODEBOOK_VERSION) -> tuple[str, ...]:
    """Return the names of the fields of a table in a version of the code book, in their order."""
    return tuple(
        field.name for field in CODEBOOK if field.table == table and field.since <= version
    )


def age_band(age: int | None) -> str:
    """Return the band of an age in whole years: ``18-22``, ``-11``, ``31+`` or ``""``."""
    if age is None:
        return ""
    for low, high in _BANDS:
        if low <= age <= high:
            return f"{low}-{high}"
    return f"-{_BANDS[0][0] - 1}" if age < _BANDS[0][0] else f"{_BANDS[-1][1] + 1}+"


def iso_week(day: date | None) -> str:
    """Return the ISO week of a day: ``2026-W10``; empty for no day."""
    if day is None:
        return ""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02d}"
