"""The leaflet: what stands on it in each language, and how a screen reader meets it."""

import copy
import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import DutchLevel
from meedoenbalie.domain.schedule_text import parse_schedule
from meedoenbalie.domain.week import ScheduleKind, WeekSchedule
from meedoenbalie.paths import resource_path
from meedoenbalie.reports import leaflet_words
from meedoenbalie.reports.leaflet import leaflet_data, render
from meedoenbalie.reports.leaflet_facts import InWeek
from meedoenbalie.reports.leaflet_lines import kind_line, lines_of
from meedoenbalie.reports.leaflet_words import Words, languages, words_of
from meedoenbalie.reports.problems import CannotTypeset
from meedoenbalie.services.messages import explain
from tests.reports.leaflets import PROVIDER, a_course, a_leaflet, a_text, an_offer
from tests.reports.pdf_tags import read_tags
from tests.reports.pdf_text import texts

LANGUAGES = ("nl", "en", "ar", "fa", "so", "ti", "tr")
HEADINGS = ("what", "benefit", "when", "where", "bring", "ask")


def words_in(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def lines(language: str, offer: Offer, heading: str, **values: Any) -> str:
    return "\n".join(lines_of(a_leaflet(language, offer, **values))[heading])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("offer", [an_offer(), a_course()], ids=["mdt", "course"])
def test_every_language_prints_on_one_sheet_with_all_its_letters(
    language: str, offer: Offer
) -> None:
    leaflet = a_leaflet(language, offer)
    pages = texts(render(leaflet))
    assert len(pages) == 1
    asked = "".join("".join(lines) for lines in lines_of(leaflet).values())
    asked += "".join(leaflet.words.of("days", day) for day in ("MO", "TU", "WE", "TH", "FR", "SA"))
    assert {sign for sign in asked if sign.isalnum()} <= set(pages[0])
    assert "\ufffd" not in pages[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_screen_reader_meets_title_language_headings_and_descriptions(language: str) -> None:
    leaflet = a_leaflet(language)
    read = read_tags(render(leaflet))
    assert (read.title, read.lang, read.part) == ("Samen in de buurt", language, "1")
    assert read.marked
    assert read.shows_title
    assert read.from_right is (language in {"ar", "fa"})
    kinds = [tag.kind for tag in read.tags]
    assert kinds[:2] == ["Document", "Title"]
    assert [tag.title for tag in read.of("H1")] == [
        leaflet.words.of("headings", name) for name in (*HEADINGS, "week")
    ]
    assert not {kind for kind in kinds if re.fullmatch(r"H[2-6]", kind)}
    assert (kinds.count("TH"), kinds.count("TR"), kinds.count("TD")) == (8, 4, 24)
    assert len(read.of("Figure")) == 5
    assert all(tag.alt for tag in read.of("Figure"))


@pytest.mark.parametrize("language", [tag for tag in LANGUAGES if tag != "nl"])
def test_small_dutch_stands_below_every_heading_and_day(language: str) -> None:
    data = leaflet_data(a_leaflet(language))
    dutch = words_of("nl")
    assert [section["dutch"] for section in data["sections"]] == [
        dutch.of("headings", name) for name in HEADINGS
    ]
    assert [day["dutch"] for day in data["week"]["days"]][:2] == ["maandag", "dinsdag"]
    assert [row["dutch"] for row in data["week"]["rows"]] == ["ochtend", "middag", "avond"]
    (page,) = texts(render(a_leaflet("ti")))
    assert all(dutch.of("headings", name) in page for name in HEADINGS)
    assert {tag.lang for tag in read_tags(render(a_leaflet(language))).of("P")} == {"", "nl"}


def test_a_dutch_leaflet_says_nothing_twice() -> None:
    data = leaflet_data(a_leaflet("nl"))
    assert {section["dutch"] for section in data["sections"]} == {""}
    assert data["footer"] == {"own": "Gemaakt op 24 november 2026", "dutch": ""}
    assert data["own-words"] == []
    assert data["sections"][0]["lines"][0].startswith("Spelmiddag voor kinderen")


def test_monday_stands_on_the_right_where_one_reads_from_the_right() -> None:
    monday = an_offer(schedule=parse_schedule("ma 13:00-15:00"))
    places = {}
    for language in LANGUAGES:
        icon = read_tags(render(a_leaflet(language, monday, beside=None))).of("Figure")[0]
        places[language] = icon.box[0] / 595
    assert places["ar"] > 0.7
    assert max(places["nl"], places["en"], places["ti"]) < 0.3


def test_both_offers_of_a_week_plan_are_drawn_each_in_its_own_look() -> None:
    week = leaflet_data(a_leaflet("ar"))["week"]
    drawn = {
        (day, row): [(slot["kind"], slot["start"], slot["end"]) for slot in cell]
        for row, of_part in enumerate(week["rows"])
        for day, cell in enumerate(of_part["cells"])
        if cell
    }
    assert drawn == {
        (0, 1): [("mdt_traject", "13:00", "15:00")],
        (2, 1): [("mdt_traject", "13:00", "15:30")],
        (1, 0): [("language_course", "9:30", "12:00")],
        (3, 0): [("language_course", "9:30", "12:00")],
    }
    assert [entry["dutch"] for entry in week["legend"]] == [
        "Samen in de buurt · Buurtkracht Dijkhorst",
        "Nederlands A1, overdag · Bibliotheek Dijkhorst",
    ]


def test_two_offers_on_one_daypart_stand_below_each_other() -> None:
    same = a_course(schedule=parse_schedule("ma 15:30-17:00"))
    beside = InWeek(same, PROVIDER, same.schedule.slots)
    cell = leaflet_data(a_leaflet("nl", beside=beside))["week"]["rows"][1]["cells"][0]
    assert [slot["start"] for slot in cell] == ["13:00", "15:30"]
    assert len(texts(render(a_leaflet("nl", beside=beside)))) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_free_only_when_the_provider_says_so(language: str) -> None:
    words = words_of(language)
    free = words.say("voluntary_free", provider=words.foreign(PROVIDER.name))
    for cents in (0, None, 1250):
        data = leaflet_data(a_leaflet(language, an_offer(cost_cents=cents)))
        assert (data["voluntary"]["strong"] == free) is (cents == 0)
        said = words_in(data["voluntary"])
        assert ("€\u00a012,50" in said) is (cents == 1250)
        assert ("gratis" in said) is (cents == 0)
        assert words.say("may_refuse") in said


def test_what_others_pay_is_no_price_for_the_reader_and_never_called_free() -> None:
    paid = an_offer(cost_cents=1000, cost_text="€ 10 per maand", cost_payer="gemeente")
    own = an_offer(cost_cents=1000, cost_payer="deelnemer")
    told = str(leaflet_data(a_leaflet("nl", paid))["voluntary"])
    assert "10" not in told
    assert "gratis" not in told
    assert "10" in str(leaflet_data(a_leaflet("nl", own))["voluntary"])


def test_what_a_cost_is_for_is_told_in_the_provider_s_words() -> None:
    offer = an_offer(cost_cents=1000, cost_text="€ 10 per maand")
    assert leaflet_data(a_leaflet("ti", offer))["voluntary"]["dutch"].endswith("€ 10 per maand")
    unknown = an_offer(cost_cents=None, cost_text="in overleg")
    assert "overleg" not in words_in(leaflet_data(a_leaflet("ti", unknown)))


def test_a_text_in_the_language_comes_first() -> None:
    text = a_text("ar", what_you_do="تساعد الأطفال.", benefit="شهادة.", bring="بطاقتك.")
    data = leaflet_data(a_leaflet("ar", text=text))
    assert (data["title"], data["title-lang"]) == ("معًا في الحي", "ar")
    said = [section["lines"] for section in data["sections"]]
    assert (said[0], said[1], said[4]) == (["تساعد الأطفال."], ["شهادة."], ["بطاقتك."])
    assert data["own-words"] == []
    assert data["facts"].startswith("Samen in de buurt · Buurtkracht Dijkhorst · ")


def test_without_it_coded_facts_are_told_with_the_provider_s_dutch_below() -> None:
    data = leaflet_data(a_leaflet("en"))
    assert (data["title"], data["title-lang"]) == ("Samen in de buurt", "nl")
    assert data["sections"][0]["lines"] == ["Kind of work: children, neighbourhood."]
    assert data["own-words"] == [an_offer().description]
    assert "in Dutch" in data["own-words-label"]
    assert lines("en", an_offer(), "bring") == "Ask at the desk."


def test_a_kind_of_work_without_a_word_is_told_in_dutch() -> None:
    offer = an_offer(work_kind="koken, valkenjacht")
    assert lines("en", offer, "what") == "Kind of work: cooking, valkenjacht."
    assert "\u2068valkenjacht\u2069" in lines("ar", offer, "what")


def test_somebody_who_speaks_the_language_there_is_worth_telling() -> None:
    spoken = words_of("ti").say("spoken")
    assert spoken in lines("ti", an_offer(), "what")
    assert spoken not in lines("ti", an_offer(support_languages=("ara",)), "what")


def test_what_nobody_knows_is_to_be_asked() -> None:
    bare = Offer(
        provider_id=PROVIDER.id, code="A1", kind=OfferKind.ACTIVITY, title="Koffie", place=""
    )
    leaflet = a_leaflet("nl", bare, beside=None, person="", desk_hours=(), calendar="")
    said = lines_of(leaflet)
    assert said["what"] == said["benefit"] == said["where"] == ["Vraag het aan de balie."]
    assert said["when"] == ["Dagen en tijden zijn nog niet bekend."]
    assert said["ask"] == ["Meedoenbalie azc Dijkhorst."]
    data = leaflet_data(leaflet)
    assert (data["week"], data["qr"], data["kind"]) == (None, None, "Activiteit")
    assert len(texts(render(leaflet))) == 1


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("ma+wo 13:00-15:00", "Maandag en woensdag van 13:00 tot 15:00."),
        ("elke 2 weken za 09:30-15:30", "Elke 2\u00a0weken."),
        ("flexibel 4-6 uur per week", "4\u00a0uur tot 6\u00a0uur per week."),
        ("flexibel 4-6 uur per week", "Dagen en tijden spreek je samen af."),
        ("di ochtend", "Dinsdag in de ochtend."),
        ("di ochtend", "De precieze tijd hoor je nog."),
        ("ma 9:00-12:00 of di 9:00-12:00", "Kies een van deze tijden:"),
        ("ma 9:00-12:00 of di 9:00-12:00", "Dinsdag van 9:00 tot 12:00."),
    ],
)
def test_when_it_is_is_told_in_words(written: str, said: str) -> None:
    offer = an_offer(schedule=parse_schedule(written))
    assert said in lines("nl", offer, "when")


def test_words_that_no_rule_can_read_are_shown_as_they_are() -> None:
    schedule = WeekSchedule(kind=ScheduleKind.UNKNOWN, text="in overleg met Rob")
    data = leaflet_data(a_leaflet("en", an_offer(schedule=schedule, description="")))
    assert data["own-words"] == ["in overleg met Rob"]


def test_times_that_are_only_roughly_known_are_drawn_without_hours() -> None:
    offer = an_offer(schedule=parse_schedule("di ochtend"))
    cell = leaflet_data(a_leaflet("nl", offer, beside=None))["week"]["rows"][0]["cells"][1]
    assert [(slot["start"], slot["end"]) for slot in cell] == [("", "")]
    assert "per week" not in lines("nl", offer, "when")


def test_a_monthly_meeting_says_so() -> None:
    schedule = an_offer().schedule.model_copy(update={"monthly": True})
    said = lines("nl", an_offer(schedule=schedule), "when")
    assert "Een keer per maand." in said
    assert "per week" not in said


def test_hours_in_all_are_told_where_nothing_else_gives_them() -> None:
    assert "In totaal" not in lines("nl", an_offer(), "when")
    assert "In totaal 90\u00a0uur." in lines("nl", an_offer(weeks=None), "when")


def test_the_start_is_a_day_or_any_day_or_not_told() -> None:
    assert "Start: 7 december 2026." in lines("nl", an_offer(), "when")
    any_day = an_offer(start_dates=(), continuous_intake=True)
    assert "Je kunt altijd beginnen." in lines("nl", any_day, "when")
    for offer in (an_offer(start_dates=()), an_offer(ends_on=date(2026, 11, 1))):
        said = lines("nl", offer, "when")
        assert "Start" not in said
        assert "beginnen" not in said


def test_where_it_is_names_the_address_once() -> None:
    assert lines("nl", an_offer(), "where") == (
        "Lindestraat 12, Dijkhorst. 15\u00a0minuten reizen vanaf het azc."
    )
    whole = an_offer(address="Lindestraat 12, Dijkhorst", travel_minutes={})
    assert lines("nl", whole, "where") == "Lindestraat 12, Dijkhorst."
    online = an_offer(schedule=an_offer().schedule.model_copy(update={"online": True}))
    assert lines("nl", online, "where") == "Online, met een computer of telefoon."


def test_whom_to_ask_has_a_name_and_hours() -> None:
    assert lines("nl", an_offer(), "ask") == (
        "Marleen de Wit, bij de Meedoenbalie azc Dijkhorst: dinsdag van 13:00 tot 17:00."
    )


@pytest.mark.parametrize(
    ("offer", "said"),
    [
        (an_offer(), "Vrijwillig project voor jongeren (MDT), 12 tot en met 30 jaar"),
        (an_offer(maximum_age=None), "Vrijwillig project voor jongeren (MDT), vanaf 12 jaar"),
        (
            an_offer(minimum_age=None),
            "Vrijwillig project voor jongeren (MDT), tot en met 30 jaar",
        ),
        (
            an_offer(minimum_age=None, maximum_age=None),
            "Vrijwillig project voor jongeren (MDT)",
        ),
        (a_course(), "Cursus Nederlands, niveau A1 tot en met A2"),
        (a_course(level_to=None), "Cursus Nederlands, vanaf niveau A1"),
        (a_course(level_from=None), "Cursus Nederlands, tot en met niveau A2"),
        (a_course(level_to=DutchLevel.A1), "Cursus Nederlands, niveau A1"),
        (a_course(level_from=None, level_to=None), "Cursus Nederlands"),
    ],
)
def test_the_kind_says_for_whom_it_is(offer: Offer, said: str) -> None:
    assert kind_line(offer, words_of("nl")) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_phone_reads_the_week_off_the_printed_page(language: str) -> None:
    week = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nSUMMARY:ብሓባር ኣብ ከባቢና\r\nEND:VCALENDAR\r\n"
    for calendar in (week, week.ljust(900, "x")):
        document = pypdfium2.PdfDocument(render(a_leaflet(language, calendar=calendar)))
        picture = document[0].render(scale=2, grayscale=True).to_numpy()
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == [calendar]
        document.close()


def test_the_foot_says_in_both_languages_what_nobody_checked() -> None:
    foot = leaflet_data(a_leaflet("ar"))["footer"]
    assert foot["own"].startswith("لم يراجع هذا النص")
    assert foot["dutch"] == (
        "Nog niet nagekeken door een moedertaalspreker · Arabisch (ar) · "
        "Gemaakt op 24 november 2026"
    )
    example = leaflet_data(a_leaflet("ti", demo=True))["footer"]
    assert example["dutch"].endswith(" · voorbeeld")


def test_it_says_so_until_both_the_words_and_the_text_are_checked() -> None:
    unchecked = a_text("en")
    checked = a_text("en", checked_by="Mary", checked_on=date(2026, 11, 1))
    assert a_leaflet("en").checked
    assert not a_leaflet("en", text=unchecked).checked
    assert a_leaflet("en", text=checked).checked
    drafts = words_of("ar")
    arabic = a_text("ar", checked_by="Amal", checked_on=date(2026, 11, 1))
    assert not a_leaflet("ar", text=arabic).checked
    read = replace(drafts, file={**drafts.file, "checked": True})
    assert a_leaflet("ar", words=read, text=arabic).checked
    assert not a_leaflet("ar", words=read, text=a_text("ar")).checked


def test_a_text_that_is_too_long_goes_on_on_a_second_sheet() -> None:
    long = an_offer(description="Samen in de buurt aan het werk. " * 120)
    pages = texts(render(a_leaflet("ti", long)))
    assert len(pages) == 2
    assert "Nog niet nagekeken door een moedertaalspreker" in pages[1]


def test_names_keep_their_order_in_a_line_from_the_right() -> None:
    words = words_of("ar")
    assert words.foreign("Lindestraat 12") == "\u2068Lindestraat 12\u2069"
    assert words_of("en").foreign("Lindestraat 12") == "Lindestraat 12"
    assert words_of("en").foreign("علي") == "\u2068علي\u2069"
    assert "\u2068Lindestraat 12, Dijkhorst\u2069." in lines("ar", an_offer(), "where")


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "ساعة واحدة"),
        (2, "ساعتان"),
        (5, "5 ساعات"),
        (15, "15 ساعة"),
        (100, "100 ساعة"),
    ],
)
def test_arabic_counts_as_arabic_does(n: int, said: str) -> None:
    assert words_of("ar").count("hours", n) == said.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("minutes", "said"), [(45, "45 minutes"), (60, "1 hour"), (270, "4 hours and 30 minutes")]
)
def test_a_duration_is_told_in_hours_and_minutes(minutes: int, said: str) -> None:
    assert words_of("en").duration(minutes).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("code", "tag"), [("ara", "ar"), ("apc", "ar"), ("TIR", "ti"), (" nld ", "nl"), ("en", "en")]
)
def test_a_language_is_known_by_any_of_its_codes(code: str, tag: str) -> None:
    assert words_of(code).tag == tag


def test_an_unknown_language_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(CannotTypeset) as refused:
        words_of("fr")
    assert (
        explain(refused.value)
        == "In deze taal is er geen folder. Kies uit: ar, en, fa, nl, so, ti, tr."
    )


@pytest.mark.parametrize(
    ("group", "key", "text"),
    [
        ("sentences", "travel", None),
        ("sentences", "travel", "Reis: {hours}"),
        ("headings", "when", None),
        ("counts", "weeks", {"other": "week"}),
        ("months", None, ["ጥሪ"]),
    ],
)
def test_a_gap_in_a_language_is_refused_with_its_place(
    monkeypatch: pytest.MonkeyPatch, group: str, key: str | None, text: Any
) -> None:
    file: dict[str, Any] = copy.deepcopy(dict(words_of("ti").file))
    if key is None:
        file[group] = text
    elif text is None:
        del file[group][key]
    else:
        file[group][key] = text
    known = {"nl": words_of("nl"), "ti": Words(file)}
    monkeypatch.setattr(leaflet_words, "_known", lambda: known)
    with pytest.raises(CannotTypeset) as refused:
        words_of("ti")
    assert refused.value.code == "missing_text"
    assert f"ti.json: {group}" in (explain(refused.value) or "")


def test_every_language_has_the_same_places_and_work_kinds_and_an_honest_flag() -> None:
    assert [words.tag for words in languages()] == sorted(LANGUAGES)
    for words in languages():
        assert words_of(words.tag).tag == words.tag
    others = [tag for tag in LANGUAGES if tag != "nl"]
    kinds = {frozenset(words_of(tag).file["work_kinds"]) for tag in others}
    assert len(kinds) == 1
    assert {words.tag for words in languages() if not words.checked} == {
        "ar",
        "fa",
        "so",
        "ti",
        "tr",
    }


def test_the_demonstration_uses_only_kinds_of_work_that_have_a_word() -> None:
    offers = json.loads(resource_path("demo/offers.json").read_text(encoding="utf-8"))
    written = {
        kind
        for group in offers.values()
        if isinstance(group, list)
        for offer in group
        if isinstance(offer, dict)
        for kind in re.split(r", | en ", offer.get("work_kind", ""))
        if kind
    }
    assert written <= set(words_of("ar").file["work_kinds"])
