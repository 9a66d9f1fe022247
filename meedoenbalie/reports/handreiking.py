"""The handreiking on paper: chapters along the phases, working elements, figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from meedoenbalie.domain.disclosure import largest_first
from meedoenbalie.domain.handreiking import Guide, GuideLesson, OpenCheck
from meedoenbalie.domain.lessons import LessonPhase, WorkingElement
from meedoenbalie.domain.markup import plain_line
from meedoenbalie.domain.referrals import Reason
from meedoenbalie.i18n import _, formats, labels, language
from meedoenbalie.i18n.guide_checks import open_check
from meedoenbalie.i18n.outside import beside_earlier
from meedoenbalie.i18n.tried_words import tried_in
from meedoenbalie.reports import handreiking_figures, marked
from meedoenbalie.reports.handreiking_motion import motion, sources
from meedoenbalie.reports.typeset import typeset, typeset_pages

_EXAMPLES = 2
_CHECKLIST = 6


def render(guide: Guide, checks: Sequence[OpenCheck], demo: bool) -> bytes:
    """Return the handreiking as PDF/UA-1. Raises CannotTypeset, FontMissing and OSError."""
    data = {**content(guide, checks, demo), **handreiking_figures.inside(guide)}
    return typeset("handreiking", data, guide.made_on)


def render_chapter(guide: Guide, phase: LessonPhase, dots_an_inch: float) -> tuple[bytes, ...]:
    """Return the pages of one chapter as PNG, as they will look. Raises what ``render`` raises."""
    number = list(LessonPhase).index(phase) + 1
    data = {
        "lang": language(),
        "title": _("Meedoen met MDT"),
        "mark": _("Voorbeeld"),
        "words": _words(),
        "chapter": _chapter(number, phase, guide),
    }
    return typeset_pages("preview", data, guide.made_on, dots_an_inch)


def content(guide: Guide, checks: Sequence[OpenCheck], demo: bool) -> dict[str, Any]:
    """Return all words and figures, for the template and for those who go on writing."""
    concept = bool(checks)
    status = _("Concept, voor reactie") if concept else _("Vastgesteld")
    made = formats.full_day(guide.made_on)
    return {
        "lang": language(),
        "title": _("Meedoen met MDT"),
        "subtitle": _("Wat {who} leerden over taal en vrijwillige inzet in één week").format(
            who=_sites(guide)
        ),
        "audience": _(
            "Voor medewerkers van Meedoenbalies, coördinatoren, aanbieders van MDT-trajecten "
            "en taalaanbieders."
        ),
        "facts": [
            {"label": _("Status"), "value": status, "strong": True},
            {"label": _("Datum"), "value": made, "strong": False},
            {"label": _("Cijfers uit"), "value": _source(guide), "strong": False},
            {
                "label": _("Fasen"),
                "value": " · ".join(labels.lesson_phase(phase) for phase in LessonPhase),
                "strong": False,
            },
        ],
        "demo": demo,
        "concept": concept,
        "footer": _("Handreiking Meedoen met MDT · {day}").format(day=made),
        "words": _words(),
        "how-to-read": _how_to_read(guide),
        "open-checks": [open_check(check) for check in checks],
        "summary": list(_summary(guide)),
        "terms": _terms(),
        "chapters": [_chapter(number, phase, guide) for number, phase in enumerate(LessonPhase, 1)],
        "elements": _elements(guide),
        "figures": _figures(guide),
        "motion": motion(guide),
        "sources": sources(),
        "colophon": _colophon(guide),
    }


def _words() -> dict[str, str]:
    return {
        "handreiking": _("Handreiking"),
        "concept": _("Concept"),
        "demo": _("Voorbeeld met verzonnen gegevens"),
        "how-to-read": _("Hoe leest u dit?"),
        "open-checks": _("Nog niet klaar"),
        "contents": _("Inhoud"),
        "summary": _("In het kort"),
        "terms": _("Woorden"),
        "hidden": _("niet getoond"),
        "points": _("Aandachtspunten"),
        "no-points": _("Hier is nog geen geleerde les gepubliceerd."),
        "mind": _("Let op"),
        "examples": _("Goede voorbeelden"),
        "checklist": _("Morgen aan de balie"),
        "colophon": _("Hoe dit is gemaakt"),
    }


def _how_to_read(guide: Guide) -> list[str]:
    return [
        _(
            "Deze handreiking volgt het gesprek aan de balie: intake, oriëntatie, activering, "
            "matching en nazorg. Elk hoofdstuk begint met aandachtspunten."
        ),
        _(
            "Staat er een cijfer, dan staat erbij over hoeveel jongeren en azc’s het gaat. "
            "Staat er ‘ervaring’, dan is het wat balies deden en zagen, zonder cijfer."
        ),
        _(
            "Kleine aantallen staan er niet in. Zo is niemand te herkennen. "
            "Andere aantallen zijn afgerond op 5."
        ),
        *((beside_earlier(),) if guide.shown is not None else ()),
    ]


def _summary(guide: Guide) -> Iterator[marked.Runs]:
    yield marked.said(
        _("{who} vertelden jongeren over MDT-trajecten bij hen in de buurt.").format(
            who=_sites(guide).capitalize()
        )
    )
    informed = guide.count("informed")
    referred = guide.count("referred")
    started = guide.count("started")
    if informed and referred and started:
        yield marked.said(
            _(
                "Er waren {informed} keer voorlichting, {referred} doorverwijzingen en {started} "
                "keer een start ({source})."
            ).format(
                informed=formats.number(informed),
                referred=formats.number(referred),
                started=formats.number(started),
                source=_source(guide),
            )
        )
    tips = [
        next((lesson for lesson in guide.lessons if lesson.phase is phase and lesson.tip), None)
        for phase in LessonPhase
    ]
    for lesson in filter(None, tips):
        phase = labels.lesson_phase(lesson.phase).capitalize()
        yield [*marked.said(f"{phase}: "), *marked.line(lesson.tip)]
    yield marked.said(
        _("Verwezen is nog geen succes. Klaar is het pas als de jongere de uitkomst hoorde.")
    )


def _terms() -> list[dict[str, str]]:
    return [
        {
            "name": _("Meedoenbalie"),
            "meaning": _("de plek in het azc waar je hoort hoe je mee kunt doen"),
        },
        {
            "name": _("MDT-traject"),
            "meaning": _("maatschappelijke diensttijd: vrijwillige inzet voor jongeren"),
        },
        {
            "name": _("Doorverwijzing"),
            "meaning": _("een jongere wordt actief naar een aanbieder gebracht"),
        },
        {
            "name": _("Teruggekoppeld"),
            "meaning": _("de jongere heeft de uitkomst van de balie gehoord"),
        },
        {
            "name": _("Weekplan"),
            "meaning": _("een MDT-traject en een taalcursus die in één week passen"),
        },
    ]


def _chapter(number: int, phase: LessonPhase, guide: Guide) -> dict[str, Any]:
    lessons = [lesson for lesson in guide.lessons if lesson.phase is phase]
    with_example = [lesson for lesson in lessons if lesson.evidence and lesson.what_worked]
    subtitle, intro, mind = _outline(phase)
    return {
        "title": f"{number}. {labels.lesson_phase(phase).capitalize()}",
        "subtitle": subtitle,
        "intro": intro,
        "points": list(map(_point, lessons)),
        "figures": handreiking_figures.charts(lessons),
        "notice": mind,
        "examples": [
            {
                "text": marked.joined(*map(marked.blocks, (lesson.situation, lesson.what_worked))),
                "source": marked.joined(
                    marked.blocks(lesson.evidence), marked.paragraph(_base(lesson))
                ),
            }
            for lesson in with_example[:_EXAMPLES]
        ],
        "checklist": _tips(lessons)[:_CHECKLIST],
    }


def _outline(phase: LessonPhase) -> tuple[str, str, str | None]:
    """The starter outline of each chapter: subtitle, introduction, and what to mind."""
    return {
        LessonPhase.INTAKE: (
            _("Eerst wie iemand is, dan pas het aanbod"),
            _(
                "Het eerste gesprek duurt tien minuten, vaak zonder gedeelde taal. "
                "Vraag wat iemand wil en kan, en teken de week."
            ),
            _("Vraag alleen wat nodig is. Een BSN schrijft u nooit op."),
        ),
        LessonPhase.ORIENTATION: (
            _("Laten zien wat er is, in een taal die iemand begrijpt"),
            _(
                "Voorlichting is meer dan een folder. "
                "Een kopje koffie bij de aanbieder telt al als eerste stap."
            ),
            _("Meld het ook als een vertaling nog niet is nagekeken."),
        ),
        LessonPhase.ACTIVATION: (
            _("Van ‘ik wil wel’ naar de eerste keer"),
            _("De stap naar de eerste keer is groot. Iemand die meegaat, maakt hem kleiner."),
            None,
        ),
        LessonPhase.MATCHING: (
            _("Taal en meedoen in één week, in plaats van het een of het ander"),
            _(
                "Dit hoofdstuk gaat over kiezen. Eerst de week van de jongere, dan pas het aanbod. "
                "Taal leren en meedoen gaan samen."
            ),
            _(
                "Reken reistijd en eigen afspraken mee. Is de week te vol, bespreek dan wat later "
                "kan."
            ),
        ),
        LessonPhase.AFTERCARE: (
            _("Blijven bellen, en de uitkomst vertellen"),
            _(
                "Na de start begint het pas. "
                "Bel na de eerste week, en vertel de jongere altijd hoe het afliep."
            ),
            _("Een afwijzing gaat over het aanbod, niet over de jongere."),
        ),
    }[phase]


def _elements(guide: Guide) -> dict[str, Any]:
    meanings = {
        WorkingElement.CONTENT: _("Wat u samen doet: het gesprek, de week, de keuze."),
        WorkingElement.CONTACT: _("Hoe u het vertelt, en hoe u contact houdt."),
        WorkingElement.COOPERATION: _("Afspraken tussen balie, aanbieder, school en voogd."),
    }
    return {
        "title": _("Werkzame elementen"),
        "intro": _(
            "Onderzoek naar inburgering noemt drie dingen die werken. Bij elk staan de tips van de "
            "balies."
        ),
        "items": [
            {
                "name": labels.working_element(element).capitalize(),
                "meaning": meanings[element],
                "tips": _tips(one for one in guide.lessons if one.element is element),
            }
            for element in WorkingElement
        ],
    }


def _figures(guide: Guide) -> dict[str, Any]:
    funnel = {
        _("Voorgelicht"): guide.count("informed"),
        _("Verwezen"): guide.count("referred"),
        _("Aangenomen"): guide.count("accepted"),
        _("Gestart"): guide.count("started"),
        _("Afgerond"): guide.count("completed"),
    }
    shown = guide.counted_reasons()
    reasons = {labels.reason(Reason(code)).capitalize(): n for code, n in shown.cells.items()}
    charts = [
        _chart(
            _("Van voorlichting tot afronding"),
            _("Aantal keren, {source}. Afgerond op 5.").format(source=_source(guide)),
            _("Stap"),
            funnel,
        )
    ]
    if shown.cells:
        charts.append(
            _chart(
                _("Waarom het niet doorging of stopte"),
                _(
                    "Beëindigd zonder start of te vroeg gestopt, naar reden, {source}. "
                    "Basis: {total} met een getoonde reden, afgerond op 5."
                ).format(source=_source(guide), total=formats.number(shown.total)),
                _("Reden"),
                largest_first(reasons),
            )
        )
    return {
        "title": _("Cijfers"),
        "intro": _(
            "Cijfers laten zien wat er gebeurde, niet waarom. "
            "Een doorverwijzing telt bij elke stap die zij ooit bereikte."
        ),
        "charts": charts,
    }


def _chart(title: str, caption: str, head: str, counts: Mapping[str, int | None]) -> dict[str, Any]:
    rows = [
        {
            "label": label,
            "count": count,
            "text": "" if count is None else formats.number(count),
        }
        for label, count in counts.items()
    ]
    said = ", ".join(f"{row['label']}: {row['text'] or _('niet getoond')}" for row in rows)
    return {
        "title": title,
        "caption": caption,
        "alt": _("Staafdiagram. {rows}.").format(rows=said),
        "head-label": head,
        "head-count": _("Aantal"),
        "rows": rows,
        "note": _("Niet getoond: minder dan 10, of weggelaten zodat terugrekenen niet kan."),
    }


def _colophon(guide: Guide) -> list[str]:
    return [
        _(
            "Deze handreiking is gemaakt met Meedoenbalie uit geleerde lessen die balies schreven, "
            "nakeken en publiceerden."
        ),
        _("Azc’s: {names}.").format(names=", ".join(guide.sites) or "–"),
        _(
            "Geleerde lessen: {count}. Gebruikt u een les? Schrijf dan op wat ervan kwam, en deel "
            "dat."
        ).format(count=formats.number(len(guide.lessons))),
        _("Gemaakt op {day}.").format(day=formats.full_day(guide.made_on)),
    ]


def _point(lesson: GuideLesson) -> marked.Blocks:
    """Return a lesson as a point of attention: its tip and, where they fit, its words after it."""
    tip = marked.line(lesson.tip or plain_line(lesson.situation), strong=True)
    bounds = (
        (_("Let op:"), lesson.mind),
        (_("Geldt voor:"), lesson.holds_for),
    )
    said = [[*marked.said(f"{name} "), *marked.line(text)] for name, text in bounds if text]
    return marked.joined(
        marked.paragraph(tip),
        marked.blocks(lesson.what_worked),
        marked.paragraph(*said, _base(lesson)),
    )


def _tips(lessons: Iterable[GuideLesson]) -> list[marked.Runs]:
    """Return the tips of lessons, each once."""
    return list(map(marked.line, dict.fromkeys(one.tip for one in lessons if one.tip)))


def _base(lesson: GuideLesson) -> marked.Runs:
    said = _("Ervaring, {site}.").format(site=lesson.site) if lesson.site else _("Ervaring.")
    opposite = (
        _("{site} zag het anders: ‘{tip}’").format(
            site=site or _("Een ander azc"), tip=plain_line(tip)
        )
        for tip, site in lesson.against
    )
    parts = (said, tried_in(lesson.tried), *opposite)
    return marked.said(" ".join(part for part in parts if part), quiet=True)


def _sites(guide: Guide) -> str:
    count = len(guide.sites)
    words = {1: _("één azc"), 2: _("twee azc’s"), 3: _("drie azc’s"), 4: _("vier azc’s")}
    return words.get(count) or _("{n} azc’s").format(n=count)


def _source(guide: Guide) -> str:
    if not guide.first_week:
        return _("nog geen cijfers")
    return _("{who}, {first} t/m {last}").format(
        who=_sites(guide), first=guide.first_week, last=guide.last_week
    )
