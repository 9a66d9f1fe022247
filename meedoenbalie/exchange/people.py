"""Rows of people, read only to look for doubles: nothing is required, nothing is refused."""

from __future__ import annotations

from meedoenbalie.domain.duplicates.comparison import Person
from meedoenbalie.exchange.dates import ReadDate, read_date
from meedoenbalie.exchange.languages import language_code
from meedoenbalie.exchange.tabular import Cells, Columns, Table, field_names
from meedoenbalie.exchange.values import phone_number, v_number

PERSON_FIELDS = field_names(
    {
        "key": "record_id|record|id|nr|nummer|reference|resident_ref|ref",
        "given_name": "voornaam|voornamen|first name",
        "family_name": "achternaam|familienaam|last name|surname",
        "full_name": "naam|name",
        "native_name": "name_native|naam eigen schrift",
        "birth_date": "geboortedatum|geb.datum|geboren|date of birth|dob",
        "v_number": "v-nummer|vnummer|v-nr|v_nr",
        "phone": "telefoon|tel|telefoonnummer|contact_value",
        "language": "taal|preferred_language|voorkeurstaal",
        "site": "locatie|azc",
        "arrival": "arrival_date|aankomst|sinds|in azc sinds",
    },
    required=(("given_name", "family_name", "full_name"),),
)


def read_people(table: Table, columns: Columns) -> list[Person]:
    """Return a person for each row; one without an own number is named by its line."""
    return [_person(line, cells, columns) for line, cells in table.rows]


def _person(line: int, cells: Cells, columns: Columns) -> Person:
    def cell(name: str) -> str:
        place = columns.first(name)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    given, family = cell("given_name"), cell("family_name")
    if not given and not family:
        # "Family name, given name", or a name whose order nobody knows.
        family, _comma, given = (part.strip() for part in cell("full_name").partition(","))
    born = read_date(cell("birth_date")) if cell("birth_date") else ReadDate()
    arrived = read_date(cell("arrival")) if cell("arrival") else ReadDate()
    language = cell("language")
    return Person(
        key=cell("key") or str(line),
        given_name=given.strip(".-"),
        family_name=family.strip(".-"),
        native_name=cell("native_name"),
        birth_date=born.day,
        birth_year=born.year,
        v_number=v_number(cell("v_number")),
        phone=phone_number(cell("phone")),
        language=language_code(language) or language.lower(),
        site=cell("site"),
        arrival=arrived.day,
    )
