"""What restoring would take away and bring back, in lines that a person reads before deciding."""

from __future__ import annotations

from meedoenbalie.i18n import _, formats, labels, ngettext
from meedoenbalie.services.restoring import Difference, Outcome

_MOST = 12


def outcome_lines(outcome: Outcome) -> list[str]:
    """Return the lines, the most important first."""
    lines = [_since(outcome)]
    for one in outcome.differences:
        if one.differs:
            lines += ["", _counts(one, had_present=outcome.had_present), *_which(one, outcome)]
    if outcome.forgotten:
        text = ngettext(
            "{n} bewoner is sindsdien gewist en blijft gewist.",
            "{n} bewoners zijn sindsdien gewist en blijven gewist.",
            outcome.forgotten,
        )
        lines += ["", text.format(n=outcome.forgotten)]
    return lines


def restored_words(outcome: Outcome) -> str:
    """Say that it was done, and where the present went."""
    moment = formats.moment(outcome.backup.facts.moment)
    done = _("De balie van {moment} staat terug.").format(moment=moment)
    if outcome.kept is None:
        return done
    kept = _("Wat er daarvoor stond, is bewaard in ‘{file}’.").format(file=outcome.kept.name)
    return f"{done} {kept}"


def _since(outcome: Outcome) -> str:
    moment = formats.moment(outcome.backup.facts.moment)
    if not outcome.had_present:
        return _("De balie zoals die was op {moment}.").format(moment=moment)
    if outcome.steps is None:
        return _("Deze back-up is van {moment}, en geen eerder moment van deze balie.").format(
            moment=moment
        )
    if not outcome.steps:
        return _("Sinds deze back-up van {moment} is er niets veranderd.").format(moment=moment)
    text = ngettext(
        "U verliest {n} wijziging van na {moment}.",
        "U verliest {n} wijzigingen van na {moment}.",
        outcome.steps,
    )
    return text.format(n=outcome.steps, moment=moment)


def _counts(one: Difference, *, had_present: bool) -> str:
    name = labels.record(one.kind).capitalize()
    if not had_present:
        return _("{kind}: {then}").format(kind=name, then=one.then)
    return _("{kind}: nu {now}, in de back-up {then}").format(kind=name, now=one.now, then=one.then)


def _which(one: Difference, outcome: Outcome) -> list[str]:
    if not outcome.had_present:
        return []
    found = (
        (_("u verliest {what}"), one.lost),
        (_("u wint {what}"), one.gained),
        (_("wordt weer zoals toen: {what}"), one.changed),
    )
    return ["   " + text.format(what=_some(names)) for text, names in found if names]


def _some(names: tuple[str, ...]) -> str:
    """Name some; what only has an identifier is counted: nobody knows it by that."""
    if len(names[0]) > 30:
        return formats.number(len(names))
    more = len(names) - _MOST
    shown = ", ".join(names[:_MOST])
    return shown if more <= 0 else _("{names} en nog {n}").format(names=shown, n=more)
