"""The handreiking is made from published lessons: a concept while something is missing."""

import io
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
import pikepdf
import pypdf
import pypdfium2
import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.handreiking import Guide, GuideCheck, GuideLesson, open_checks
from meedoenbalie.domain.lessons import LessonPhase, LessonStatus, WorkingElement
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.i18n import set_language
from meedoenbalie.reports.handreiking import render
from meedoenbalie.reports.ten_lessons import ten_of
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.collecting import collect, figures
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.handreiking import (
    guide_of_collection,
    guide_of_desk,
    make_handreiking,
    make_ten_lessons,
)
from meedoenbalie.services.lessons import add_lesson
from meedoenbalie.services.programme_keys import make_programme_keys
from meedoenbalie.services.referring import prepare_referral, record_event
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.sending import release_data_set
from meedoenbalie.storage.keys import LEAST_COST
from tests.opened_desk import TODAY
from tests.reports.pdf_tags import Tagged, read_tags

TEAM = "wij tellen alles samen"


def lesson(phase: LessonPhase, number: int, **values: Any) -> GuideLesson:
    texts: dict[str, Any] = {
        "situation": "De week was vol.",
        "what_worked": "Eerst het rooster tekenen.",
        "tip": f"Tip {number} voor {phase.value}.",
        "site": "azc Dijkhorst",
        "evidence": "Acht van de tien kwamen.",
        **values,
    }
    return GuideLesson(phase=phase, element=WorkingElement.CONTENT, **texts)


COMPLETE = Guide(
    lessons=[lesson(phase, number) for phase in LessonPhase for number in range(3)],
    sites=["azc Dijkhorst", "azc Elzenveld", "azc Marendal", "azc Zuiderhorst"],
    reached={"informed": 112, "referred": 63, "accepted": 41, "started": 38, "completed": 4},
    reasons={"full": 21, "travel": 4, "moved": 3},
    first_week="2025-W31",
    last_week="2026-W09",
    made_on=TODAY,
)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


def test_a_complete_guide_is_no_concept_and_an_incomplete_one_says_what_it_lacks() -> None:
    assert open_checks(COMPLETE) == ()
    shown = text_of(render(COMPLETE, (), demo=False))
    assert "Vastgesteld" in shown
    assert "Concept" not in shown
    lacking = replace(COMPLETE, lessons=COMPLETE.lessons[1:], reached={})
    checks = open_checks(lacking)
    assert [check.check for check in checks] == [
        GuideCheck.TOO_FEW_LESSONS,
        GuideCheck.NO_FIGURES,
    ]
    concept = text_of(render(lacking, checks, demo=True))
    assert "Concept, voor reactie" in concept
    assert "Intake: 2 van 3 geleerde lessen." in concept
    assert "Voorbeeld met verzonnen gegevens" in concept


def test_an_empty_desk_still_gets_a_guide(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "handreiking.pdf"
    checks = make_handreiking(guide_of_desk(desk), out)
    assert len(checks) == len(LessonPhase) + 1
    assert "Hier is nog geen geleerde les gepubliceerd." in text_of(out.read_bytes())


def test_small_counts_are_hidden_and_shown_ones_rounded_with_their_source() -> None:
    shown = text_of(render(COMPLETE, (), demo=False))
    assert "110 keer voorlichting, 65 doorverwijzingen en 40 keer een start" in shown
    assert "vier azc’s, 2025-W31 t/m 2026-W09" in shown
    assert "Afgerond niet getoond" in shown
    assert "Vol 20" in shown
    for hidden in ("Reiskosten of vervoer niet getoond", "Verhuisd niet getoond"):
        assert hidden in shown
    for exact in ("112", "63", "38", "21"):
        assert f" {exact} " not in shown


def test_a_count_never_orders_what_is_hidden() -> None:
    one = replace(COMPLETE, reasons={"full": 30, "travel": 8, "moved": 2})
    other = replace(COMPLETE, reasons={"full": 30, "moved": 8, "travel": 2})
    assert render(one, (), demo=False) == render(other, (), demo=False)


def test_every_phase_has_its_chapter_points_examples_and_checklist() -> None:
    shown = text_of(render(COMPLETE, (), demo=False))
    for number, phase in enumerate(
        ("Intake", "Oriëntatie", "Activering", "Matching", "Nazorg"), start=1
    ):
        assert f"{number}. {phase}" in shown
    for word in (
        "Aandachtspunten",
        "Goede voorbeelden",
        "Morgen aan de balie",
        "Werkzame elementen",
        "Ervaring, azc Dijkhorst.",
        "Hoe dit is gemaakt",
    ):
        assert word in shown


def test_the_same_guide_gives_the_same_bytes() -> None:
    assert render(COMPLETE, (), demo=False) == render(COMPLETE, (), demo=False)


def test_words_of_a_user_are_never_instructions() -> None:
    nasty = lesson(LessonPhase.INTAKE, 1, tip='#pagebreak() $x$ *vet* @bron #import "/x"')
    guide = replace(COMPLETE, lessons=[nasty, *COMPLETE.lessons])
    assert '#pagebreak() $x$ vet @bron #import "/x"' in text_of(render(guide, (), demo=False))


MARKED = """Begin *vroeg*, zie [de site](https://www.coa.nl/nl).

### Zo gaat het
3. Teken de **week**
4. Vraag door
   - wie gaat mee

> Let op: bel niet na vijven #pagebreak()

> Checklist:
> - jas
> - brood"""
WITH_MARKUP = replace(
    COMPLETE,
    lessons=[
        lesson(
            LessonPhase.INTAKE,
            1,
            tip="Teken *samen* `#let` de **week**.",
            what_worked=MARKED,
            mind="niet *te* vroeg",
        ),
        *COMPLETE.lessons,
    ],
)


def below(tagged: Tagged, parent: str, kinds: str) -> bool:
    """Whether these kinds of elements follow each other somewhere, from one of ``parent``."""
    order = " ".join(tag.kind for tag in tagged.tags)
    return f"{parent} {kinds}" in order


def test_markup_is_set_as_structure_and_never_as_signs() -> None:
    pdf = render(WITH_MARKUP, (), demo=False)
    shown = text_of(pdf)
    assert "Teken samen `#let` de week. Begin vroeg, zie de site." in shown
    assert "Let op bel niet na vijven #pagebreak()" in shown
    assert "3. Teken de week 4. Vraag door" in shown
    assert not [sign for sign in ("**", "](", "###", "[ ]", "> ") if sign in shown]
    tagged = read_tags(pdf)
    assert tagged.part == "1"
    assert {"Strong", "Em", "Link"} <= {tag.kind for tag in tagged.tags}
    assert below(tagged, "H3", "L LI Lbl LBody Strong LI Lbl LBody P L LI Lbl LBody")
    levels = [int(tag.kind[1]) for tag in tagged.tags if re.fullmatch("H[1-6]", tag.kind)]
    assert 3 in levels
    assert all(after <= before + 1 for before, after in pairwise(levels)), "no level is passed over"
    with pikepdf.open(io.BytesIO(pdf)) as document:
        links = [
            str(note.A.URI)
            for page in document.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        ]
    assert set(links) == {"https://www.coa.nl/nl"}


def test_a_checklist_is_a_list_for_a_screen_reader() -> None:
    tagged = read_tags(render(COMPLETE, (), demo=False))
    assert below(tagged, "H2", "L LI Lbl LBody LI Lbl LBody LI Lbl LBody H1")


def test_markup_goes_along_into_word_and_epub(tmp_path: Path) -> None:
    make_handreiking(WITH_MARKUP, tmp_path / "a.docx")
    document = docx.Document(str(tmp_path / "a.docx"))
    chapter = [one.text for one in document.paragraphs].index("1. Intake")
    inside = document.paragraphs[chapter : chapter + 16]
    styled = [(one.style.name if one.style else "", one.text) for one in inside]
    assert ("Heading 3", "Zo gaat het") in styled
    assert ("List Number 2", "Teken de week") in styled
    assert ("List Bullet 3", "wie gaat mee") in styled
    assert ("List", "☐\tjas") in styled
    point = next(one for one in inside if one.style and one.style.name == "List Number")
    looks = {run.text: (run.bold, run.italic) for run in point.runs}
    assert looks["samen"] == (True, True)
    assert looks["vroeg"] == (None, True)
    assert [link.address for link in point.hyperlinks] == ["https://www.coa.nl/nl"]
    box = next(one for one in inside if one.text == "bel niet na vijven #pagebreak()")
    assert "w:pBdr" in box.paragraph_format.element.xml
    make_handreiking(WITH_MARKUP, tmp_path / "a.epub")
    with ZipFile(tmp_path / "a.epub") as archive:
        page = archive.read("c04.xhtml").decode()
    ElementTree.fromstring(page)
    for part in (
        "<strong>Teken </strong><strong><em>samen</em></strong>",
        '<a href="https://www.coa.nl/nl">de site</a>',
        "<h3>Zo gaat het</h3>",
        '<ol start="3"><li>Teken de <strong>week</strong></li>',
        '<aside class="mind"><p><strong>Let op</strong></p><p>bel niet na vijven #pagebreak()</p>',
        '<ul class="check"><li><span>☐ </span>jas</li>',
    ):
        assert part in page


def test_every_list_in_word_counts_from_its_own_first_number(tmp_path: Path) -> None:
    make_handreiking(COMPLETE, tmp_path / "a.docx")
    document = docx.Document(str(tmp_path / "a.docx"))
    numbers = [
        one.paragraph_format.element.pPr.numPr.numId.val
        for one in document.paragraphs
        if one.style and one.style.name == "List Number"
    ]
    assert len(set(numbers)) == len(LessonPhase)
    assert [numbers.count(one) for one in dict.fromkeys(numbers)] == [3] * len(LessonPhase)


def test_a_text_that_cannot_be_printed_keeps_the_guide_a_concept() -> None:
    foreign = lesson(LessonPhase.INTAKE, 9, what_worked="![foto](foto.png)")
    checks = open_checks(replace(COMPLETE, lessons=[foreign, *COMPLETE.lessons]))
    assert [(one.check, one.count) for one in checks] == [(GuideCheck.NOT_PRINTABLE, 1)]


def test_ten_lessons_stay_on_one_sheet_whatever_stands_in_them(tmp_path: Path) -> None:
    out = tmp_path / "tien.pdf"
    make_ten_lessons(WITH_MARKUP, out)
    assert len(pypdf.PdfReader(out).pages) == 1
    long = "Eerst het rooster.\n\n" + "> Tip: bel\n\n" * 40
    guide = replace(COMPLETE, lessons=[replace(one, what_worked=long) for one in COMPLETE.lessons])
    make_ten_lessons(guide, out)
    assert len(pypdf.PdfReader(out).pages) == 1
    shown = text_of(out.read_bytes())
    assert shown.count("Eerst het rooster.") == 10
    assert all(one.tip in shown for one in ten_of(guide))


def test_the_pdf_is_tagged_titled_and_in_the_language_of_its_words() -> None:
    for code in ("nl", "en"):
        set_language(code)
        pdf = render(COMPLETE, (), demo=False)
        reader = pypdf.PdfReader(io.BytesIO(pdf))
        root = reader.root_object
        assert str(root["/Lang"]) == code
        assert "/Marked" in str(root["/MarkInfo"])
        assert "/StructTreeRoot" in root
        assert reader.metadata is not None
        assert reader.metadata.title
        assert len(reader.outline) > 0


def test_a_write_that_fails_leaves_the_old_guide(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        make_handreiking(guide_of_desk(desk), tmp_path / "weg" / "handreiking.pdf")
    assert list((tmp_path).glob("*.pdf")) == []


def test_the_desk_and_the_collection_count_the_same_and_only_published_lessons_are_in(
    desk: Desk, site: Site, tmp_path: Path
) -> None:
    offer = add_offer(
        desk, "Buurtkracht", code="M01", kind="mdt_traject", title="Samen in de buurt"
    ).result
    kinds = [EventKind.SENT, EventKind.ACCEPTED, EventKind.STARTED, EventKind.COMPLETED]
    for number in range(9):
        resident = register_resident(desk, site.id, given_name=f"Jongere {number}").result
        referral = prepare_referral(desk, resident.id, offer.id).result.referral
        if number == 8:
            record_event(desk, referral.id, EventKind.ENTERED_IN_ERROR)
            continue
        for kind in kinds[: number % 5]:
            record_event(desk, referral.id, kind, consent_on=TODAY, receiver="Els")
    for number, status in enumerate(LessonStatus):
        add_lesson(
            desk,
            number=f"L{number}",
            phase=LessonPhase.INTAKE,
            element=WorkingElement.CONTACT,
            situation=f"les {status}",
            site_name=site.name,
            status=status,
            learned_on=date(2026, 1, 5),
        )
    team = tmp_path / "team"
    public, secret = make_programme_keys(team, TEAM, LEAST_COST)
    release_data_set(desk, public, tmp_path / "set.age")
    into = team / "verzameling.duckdb"
    collect([tmp_path / "set.age"], into, secret, TEAM, cost=LEAST_COST)

    of_desk = guide_of_desk(desk)
    of_team = guide_of_collection(into, TEAM, fixed_clock(TODAY))
    assert of_desk.reached == of_team.reached == figures(into, TEAM).total
    assert of_desk.reached["referred"] == 6
    assert of_desk.reasons == of_team.reasons
    assert (of_desk.first_week, of_desk.last_week) == (of_team.first_week, of_team.last_week)
    assert list(of_desk.lessons) == list(of_team.lessons)
    assert [item.situation for item in of_desk.lessons] == ["les published"]


def test_the_motion_is_answered_and_what_cannot_be_shown_is_said() -> None:
    shown = text_of(render(COMPLETE, (), demo=False))
    assert "motie-Ceder" in shown
    assert "Wat deze cijfers niet kunnen laten zien" in shown
    assert "Er was 40 keer een start." not in shown, "completed is too small to be told"
    assert "Stcrt. 2023, 12901" in shown


def test_who_goes_on_writing_gets_word_with_real_headings_lists_and_tables(tmp_path: Path) -> None:
    out = tmp_path / "handreiking.docx"
    make_handreiking(COMPLETE, out)
    document = docx.Document(str(out))
    styled = [(one.text, one.style.name if one.style else "") for one in document.paragraphs]
    chapters = [text for text, style in styled if style == "Heading 1"]
    assert [name for name in chapters if name[:1].isdigit()] == [
        *("1. Intake", "2. Oriëntatie", "3. Activering", "4. Matching", "5. Nazorg")
    ]
    assert {"List Number", "List Bullet", "Caption"} <= {style for _text, style in styled}
    funnel = document.tables[0]
    assert [cell.text for cell in funnel.rows[0].cells] == ["Stap", "Aantal"]
    assert [cell.text for cell in funnel.rows[5].cells] == ["Afgerond", "niet getoond"]
    assert document.core_properties.language == "nl"
    with ZipFile(out) as archive:
        moments = {part.date_time for part in archive.infolist()}
    day = COMPLETE.made_on
    assert moments == {(day.year, day.month, day.day, 12, 0, 0)}, "the same again tomorrow"


def test_an_epub_is_whole_says_its_language_and_is_the_same_again(tmp_path: Path) -> None:
    first, again = tmp_path / "a.epub", tmp_path / "b.epub"
    make_handreiking(COMPLETE, first)
    make_handreiking(COMPLETE, again)
    assert first.read_bytes() == again.read_bytes()
    with ZipFile(first) as archive:
        entry = archive.infolist()[0]
        assert (entry.filename, entry.compress_type) == ("mimetype", 0)
        assert archive.read(entry) == b"application/epub+zip"
        pages = {
            name: ElementTree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xhtml", ".opf", ".xml"))
        }
    inside = "{http://www.w3.org/1999/xhtml}"
    linked = {link.get("href") for link in pages["nav.xhtml"].iter(f"{inside}a")}
    written = {name for name in pages if name.startswith("c") and name.endswith(".xhtml")}
    assert linked == written
    listed = {one.get("href") for one in pages["content.opf"].iter() if one.tag.endswith("}item")}
    assert listed == written | {"nav.xhtml"}
    for name in written:
        assert pages[name].get("lang") == "nl"
        levels = [one.tag[-1] for one in pages[name].iter() if one.tag[:-1] == f"{inside}h"]
        assert levels[0] == "1"
        assert set(levels) <= {"1", "2"}, "no level is passed over"


def test_ten_lessons_stand_on_one_tagged_sheet_two_of_each_phase(tmp_path: Path) -> None:
    out = tmp_path / "tien.pdf"
    make_ten_lessons(COMPLETE, out)
    chosen = ten_of(COMPLETE)
    assert [chosen.count(one) for one in chosen] == [1] * 10
    assert [one.phase for one in chosen] == [phase for phase in LessonPhase for _twice in range(2)]
    tagged = read_tags(out.read_bytes())
    assert (tagged.part, tagged.lang, tagged.marked) == ("1", "nl", True)
    assert len(pypdf.PdfReader(out).pages) == 1
    shown = text_of(out.read_bytes())
    assert "Tien lessen van de balie" in shown
    assert all(one.tip in shown for one in chosen)
    # A phase with fewer leaves its room to the others; without any lesson it says so.
    fewer = replace(COMPLETE, lessons=COMPLETE.lessons[3:])
    assert [one.phase for one in ten_of(fewer)].count(LessonPhase.INTAKE) == 0
    assert len(ten_of(fewer)) == 10
    make_ten_lessons(replace(COMPLETE, lessons=[]), out)
    assert "Er is nog geen les met een tip gepubliceerd." in text_of(out.read_bytes())
