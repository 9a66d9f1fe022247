"""Gewichten: what weighs in the order of offers, and whose advice changes before it is saved."""

from __future__ import annotations

from collections.abc import Mapping

from meedoenbalie.domain.matching.rules import Weights
from meedoenbalie.domain.people import Site
from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services import weights
from meedoenbalie.services.desk import Done
from meedoenbalie.services.weights import (
    MOST_FOR_WAITING,
    Affected,
    Effect,
    Moved,
    SiteWeights,
    WeightVersions,
)
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.settings.section import SectionCard
from meedoenbalie.ui.tasks import Progress
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.number_box import NumberBox
from meedoenbalie.ui.widgets.reasons import ReasonList
from meedoenbalie.ui.widgets.text import Text

Typed = tuple[Weights, int]
"""Weights, and points for a week of waiting."""

_MOST_NAMED = 12
_MOST_VERSIONS = 5


def weight_names() -> Mapping[str, tuple[str, str]]:
    """Return what each weight is called, and what it does."""
    return {
        "interests": (_("Wensen"), _("aanbod dat meer wensen van de jongere raakt")),
        "travel": (_("Reistijd"), _("aanbod dichterbij")),
        "start": (_("Start"), _("aanbod dat eerder begint")),
        "load": (_("Tijd per week"), _("aanbod waar de jongere tijd genoeg voor heeft")),
        "places": (_("Plaatsen"), _("plaatsen die kort geleden bevestigd zijn")),
        "cost": (_("Kosten"), _("aanbod dat minder kost")),
        "company": (_("Samen of alleen"), _("een groep zoals de jongere die wil")),
    }


class WeightsCard(SectionCard):
    """A box for each weight, the effect on the residents of the azc, and the versions.

    Saving is possible once the effect of exactly these weights has been shown.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Gewichten bij matchen"), "scale")
        self._site: Site | None = None
        self._found: WeightVersions | None = None
        self._tried: Typed | None = None
        self.add(
            Text(
                _(
                    "Gewichten bepalen alleen de volgorde van wat past, nooit of iets past. Alleen "
                    "de verhouding telt; 0 telt niet mee."
                ),
                "caption",
                "ink2",
                wrap=True,
            )
        )
        self.boxes: dict[str, NumberBox] = {}
        for name, (title, meaning) in weight_names().items():
            box = NumberBox(100, width=64)
            box.textChanged.connect(lambda _text: self._typed())
            self.boxes[name] = box
            self.add_setting(title, box, meaning)
        self.waiting = NumberBox(MOST_FOR_WAITING, width=64)
        self.waiting.textChanged.connect(lambda _text: self._typed())
        self.add_setting(
            _("Wachttijd"),
            self.waiting,
            _(
                "alleen bij Verdeling: zo veel punten van de honderd per week wachten, "
                "0 tot {most}. Bij 0 telt wachten alleen als de rest gelijk is."
            ).format(most=MOST_FOR_WAITING),
        )
        self.look = Button(_("Wie merkt &dat?"), "users", on_click=self._try)
        self.save = Button(_("Gewichten &opslaan"), "check", "primary", self._save)
        self.add_buttons(self.look, self.save)
        self.effect = Text("", "body", wrap=True)
        self.add(self.effect)
        self.affected = ReasonList(())
        self.add(self.affected)
        self._versions = Text("", "caption", "ink2", wrap=True)
        self.add(self._versions)

    def read(self) -> None:
        """Read the weights of the azc that is shown."""
        desk, site = self.shell.desk, self.shell.site
        self._site = site
        if site is None:
            self._allow()
            return
        self.shell.tasks.read(
            lambda: weights.weights_of(desk, site.id), self._show, self.show_error, key="weights"
        )

    def refresh(self, changed: Changes) -> None:
        """Show the weights of another azc, or as they were put back; name nobody to a guest."""
        if changed & {"site", "site_weights"}:
            self.read()
        if "shared_view" in changed and self.shell.looking_along:
            self.affected.set_reasons(())

    def unsaved(self) -> bool:
        """Return whether other weights are typed than those that count."""
        typed, found = self._typed_weights(), self._found
        return found is not None and typed is not None and typed != (found.now, found.waiting)

    def _show(self, found: WeightVersions) -> None:
        self._found = found
        for name, box in self.boxes.items():
            box.set_value(getattr(found.now, name))
        self.waiting.set_value(found.waiting)
        lines = [_version(one) for one in found.versions[:_MOST_VERSIONS]]
        rest = _("Nog geen eigen keus: de gewichten van het programma gelden.")
        self._versions.setText("\n".join(lines) or rest)
        self._forget_effect()

    def _typed_weights(self) -> Typed | None:
        values = {name: box.value() for name, box in self.boxes.items()}
        waiting = self.waiting.value()
        if waiting is None or None in values.values() or not any(values.values()):
            return None
        return Weights.model_validate(values), waiting

    def _typed(self) -> None:
        if self._typed_weights() != self._tried:
            self._forget_effect()

    def _forget_effect(self) -> None:
        self._tried = None
        self.effect.setText("")
        self.affected.set_reasons(())
        self._allow()

    def _allow(self) -> None:
        allowed = weights.may_change_weights(self.shell.desk)
        for box in (*self.boxes.values(), self.waiting):
            box.setEnabled(self._site is not None)
        if self._typed_weights() is None or not self.unsaved():
            self.look.disable(_("Wijzig eerst een gewicht"))
        else:
            self.look.enable()
        if not allowed:
            self.save.disable(_("Dit mag alleen een coördinator of beheerder."))
        elif self._tried is None or not self.unsaved():
            self.save.disable(_("Kijk eerst wie dat merkt"))
        else:
            self.save.enable()

    def _try(self) -> None:
        desk, site, tried = self.shell.desk, self._site, self._typed_weights()
        if site is None or tried is None:
            return
        self.clear_error()

        def work(progress: Progress) -> Effect:
            return weights.effect_of(desk, site.id, tried[0], progress, waiting=tried[1])

        self.shell.tasks.work(
            work,
            lambda effect: self._show_effect(tried, effect),
            self.show_error,
            label=_("Bezig met nagaan wiens advies verandert"),
        )

    def _show_effect(self, tried: Typed, effect: Effect) -> None:
        if tried != self._typed_weights():
            return
        self._tried = tried
        self.effect.setText(effect_words(effect))
        lines = [affected_words(one) for one in effect.affected[:_MOST_NAMED]]
        lines += [moved_words(one) for one in effect.moved[:_MOST_NAMED]]
        named = lines if not self.shell.looking_along else []
        self.affected.set_reasons([("hint", line) for line in named])
        self._allow()

    def _save(self) -> None:
        desk, site, tried = self.shell.desk, self._site, self._tried
        if site is None or tried is None:
            return
        self.shell.tasks.write(
            lambda: weights.change_weights(desk, site.id, tried[0], waiting=tried[1]),
            self._saved,
            self.show_error,
        )

    def _saved(self, done: Done[SiteWeights]) -> None:
        text = _("Gewichten opgeslagen, versie {n}").format(n=done.result.number)
        self.shell.saved(text, done.changed)


def effect_words(effect: Effect) -> str:
    """Return whose advice changes, and who gets another place, in numbers."""
    return " ".join(part for part in (_advice_words(effect), _places_words(effect)) if part)


def _places_words(effect: Effect) -> str:
    number = len(effect.moved)
    if not number:
        return ""
    text = ngettext(
        "Bij een verdeling van vandaag verandert de plaats van {n} bewoner.",
        "Bij een verdeling van vandaag verandert de plaats van {n} bewoners.",
        number,
    )
    return text.format(n=formats.number(number))


def _advice_words(effect: Effect) -> str:
    if not effect.affected:
        return _("Voor geen van de {n} bewoners verandert de beste vijf.").format(
            n=formats.number(effect.residents)
        )
    first = sum(one.another_first for one in effect.affected)
    text = ngettext(
        "Voor {n} van {all} bewoners verandert de beste vijf of de volgorde daarin;",
        "Voor {n} van {all} bewoners verandert de beste vijf of de volgorde daarin;",
        len(effect.affected),
    ).format(n=formats.number(len(effect.affected)), all=formats.number(effect.residents))
    more = _("bij {n} komt iets anders bovenaan.").format(n=formats.number(first))
    return f"{text} {more}"


def affected_words(one: Affected) -> str:
    """Return what changes for one resident."""
    before, after = ([offer.title for offer in some] for some in (one.before, one.after))
    if one.another_first and before and after:
        return _("{name}: bovenaan {after} in plaats van {before}").format(
            name=one.resident.full_name, after=after[0], before=before[0]
        )
    come = [title for title in after if title not in before]
    if come:
        return _("{name}: erbij {titles}").format(
            name=one.resident.full_name, titles=", ".join(come)
        )
    return _("{name}: andere volgorde").format(name=one.resident.full_name)


def moved_words(one: Moved) -> str:
    """Return which other place one resident would get."""
    none = _("geen plaats")
    before, after = (
        offer.title if offer is not None else none for offer in (one.before, one.after)
    )
    return _("{name}: bij verdelen {after} in plaats van {before}").format(
        name=one.resident.full_name, after=after, before=before
    )


def _version(one: SiteWeights) -> str:
    parts = ", ".join(
        f"{title.lower()} {getattr(one, name)}" for name, (title, _why) in weight_names().items()
    )
    parts = f"{parts}, " + _("wachttijd {n}").format(n=one.waiting)
    return _("Versie {n}, {day}, {name}: {weights}").format(
        n=one.number, day=formats.full_day(one.made_on), name=one.made_by, weights=parts
    )
