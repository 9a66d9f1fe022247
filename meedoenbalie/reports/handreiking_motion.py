"""The chapter that answers the motion, and the sources: fixed texts of the starter outline.

Source: motion of member Ceder, as the letter on civic integration names it (summer 2025): how
voluntary social effort can further integration and civic integration.
"""

from __future__ import annotations

from typing import Any

from meedoenbalie.domain.handreiking import Guide
from meedoenbalie.i18n import _, formats


def motion(guide: Guide) -> dict[str, Any]:
    """Return what voluntary effort does for language and integration, and what can't be shown."""
    return {
        "title": _("Wat meedoen doet voor taal en inburgering"),
        "intro": _(
            "De Tweede Kamer vroeg hoe vrijwillige inzet integratie en inburgering verder helpt "
            "(motie-Ceder). Dit is wat balies daarover kunnen zeggen, en wat niet."
        ),
        "seen-title": _("Wat balies zagen"),
        "seen": list(_seen(guide)),
        "unseen-title": _("Wat deze cijfers niet kunnen laten zien"),
        "unseen": [
            _(
                "Of iemand door het meedoen beter Nederlands leerde. De balie meet geen taal; zij "
                "ziet alleen wie begon, bleef en afrondde."
            ),
            _(
                "Of meedoen de oorzaak is. Wie meedoet, verschilt misschien ook op andere punten "
                "van wie dat niet doet."
            ),
            _("Hoe het iemand later vergaat: na de nazorg houdt de balie niets meer bij."),
            _(
                "Hoe het is voor jongeren die niemand sprak. Wie niet aan de balie kwam, staat in "
                "geen enkel cijfer."
            ),
        ],
    }


def _seen(guide: Guide) -> list[str]:
    found = [
        _(
            "Taal en meedoen hoeven elkaar niet in de weg te zitten. Wie eerst de week tekent, "
            "ziet waar een cursus en een traject samen passen."
        ),
        _(
            "Een eerste stap mag klein zijn. Een kop koffie bij een aanbieder telt, ook zonder "
            "Nederlands."
        ),
        _("Iemand die meegaat, een vast gezicht en een uitkomst die verteld wordt, houden mensen."),
    ]
    started, completed = guide.count("started"), guide.count("completed")
    if started and completed:
        found.append(
            _("Er was {started} keer een start. Afgerond is {completed} keer.").format(
                started=formats.number(started), completed=formats.number(completed)
            )
        )
    return found


def sources() -> dict[str, Any]:
    """Return what the guide rests on."""
    return {
        "title": _("Bronnen"),
        "items": [
            _("Ministerie: concept-verzamelbrief inburgering, zomer 2025 (motie-Ceder)."),
            _("Subsidieregeling maatschappelijke diensttijd 2023, Stcrt. 2023, 12901."),
            _("COA en NOV: Meedoen, over de Meedoenbalie (coa.nl)."),
            _("Divosa: flexibel inburgeringsonderwijs; opbouw van goede handreikingen."),
            _("Verwey-Jonker en Regioplan, SZW: werkzame elementen, opbouw van handreikingen."),
            _("CBS: kleine aantallen weglaten en afronden (statistische beveiliging)."),
        ],
    }
