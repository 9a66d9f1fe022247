"""Words for the three studies: what each asks, what this data adds, and what it cannot say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from meedoenbalie.domain.lessons import WorkingElement
from meedoenbalie.i18n import _, formats, labels, ngettext


class Study(StrEnum):
    """The studies of the interim evaluation that the letter names (summer 2025)."""

    PERSPECTIVE = "perspective"
    MARKET = "market"
    ELEMENTS = "elements"


@dataclass(frozen=True, slots=True)
class Lens:
    """How a study is told: its title, its question, what this data adds and cannot say."""

    title: str
    question: str
    adds: str
    cannot: str


def lens(study: Study) -> Lens:
    """Return the words of one study."""
    return {
        Study.PERSPECTIVE: Lens(
            _("Perspectief van inburgeraars"),
            _(
                "Wat is van meerwaarde en wat maakt het moeilijk? De ervaringen van "
                "asielstatushouders en gezinsmigranten verschillen duidelijk."
            ),
            _(
                "Wat jongeren zelf zeggen, op het moment zelf en in hun eigen taal, met vaste "
                "antwoorden."
            ),
            _(
                "Het zijn de antwoorden van wie begon en wilde antwoorden, en de groep is alleen "
                "bekend van wie de balie die vastlegde. Op een azc wonen weinig gezinsmigranten."
            ),
        ),
        Study.MARKET: Lens(
            _("Marktmonitor, vierde meting"),
            _(
                "Is er genoeg aanbod voor de vraag? En zijn er duidelijke afspraken over risico’s "
                "en wie waarvoor instaat?"
            ),
            _(
                "Vraag en vrije plaatsen naast elkaar, per soort aanbod, en met hoeveel aanbieders "
                "is afgesproken wie welk risico draagt."
            ),
            _(
                "Het is alleen het aanbod dat de balie kent. Prijzen, contracten en de vraag van "
                "gemeenten staan er niet in."
            ),
        ),
        Study.ELEMENTS: Lens(
            _("Werkzame elementen"),
            _(
                "Wat werkt in de begeleiding: de inhoud, het contact en de communicatie, en de "
                "samenwerking?"
            ),
            _("Geleerde lessen per element, met cijfers erbij waar die er zijn."),
            _(
                "Een les is wat een balie opviel. Of iets overal werkt, of dat het de oorzaak was, "
                "zeggen deze lessen niet. Zelfredzaamheid met geld meet de balie niet."
            ),
        ),
    }[study]


def element(value: WorkingElement) -> str:
    """A working element at the start of a line."""
    return labels.working_element(value).capitalize()


def published_lessons(number: int) -> str:
    """How many lessons were published."""
    words = ngettext("{n} gepubliceerde les", "{n} gepubliceerde lessen", number)
    return words.format(n=formats.number(number))
