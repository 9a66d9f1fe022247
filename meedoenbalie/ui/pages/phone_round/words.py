"""What the phone round says of a question."""

from __future__ import annotations

from datetime import date

from meedoenbalie.i18n import _, formats, ngettext, places
from meedoenbalie.services.phone_round import Question


def start_words(question: Question) -> str:
    """Return for which start the question is, short enough for a column."""
    on = question.figure.on
    return _("hele aanbod") if on is None else formats.day(on)


def age_words(question: Question, today: date) -> str:
    """Return how old the figure is."""
    age = question.figure.age(today)
    return _("nooit") if age is None else formats.days_ago(age)


def why_words(question: Question) -> str:
    """Return what waits for the answer; empty when nobody does."""
    words = []
    if question.waiting:
        words.append(
            ngettext(
                "{n} wacht op een plaats", "{n} wachten op een plaats", question.waiting
            ).format(n=question.waiting)
        )
    if question.held:
        words.append(
            ngettext("{n} plaats vastgehouden", "{n} plaatsen vastgehouden", question.held).format(
                n=question.held
            )
        )
    return " · ".join(words)


def why_short(question: Question) -> str:
    """Return the same in a few words, for a row of the list."""
    words = []
    if question.waiting:
        words.append(ngettext("{n} wacht", "{n} wachten", question.waiting))
    if question.held:
        words.append(ngettext("{n} vastgehouden", "{n} vastgehouden", question.held))
    counts = (n for n in (question.waiting, question.held) if n)
    return " · ".join(text.format(n=n) for text, n in zip(words, counts, strict=True))


def known_words(question: Question, today: date) -> str:
    """Return what is known until now, with its age and who asked."""
    figure = question.figure
    words = [places.free(figure), places.since(figure, today)]
    if figure.asked_by:
        words.append(_("gevraagd door {name}").format(name=figure.asked_by))
    return " · ".join(words)


def reach_lines(question: Question) -> list[str]:
    """Return whom to ask for and how else to reach them, after the number that is called."""
    offer, found = question.offer, []
    if offer.contact_name:
        found.append(" · ".join(part for part in (offer.contact_name, offer.email) if part))
    for one in question.contacts:
        parts = (one.name, one.job, one.phone, one.email)
        found.append(" · ".join(part for part in parts if part))
    if question.provider.phone and question.provider.phone != question.phone:
        found.append(_("algemeen nummer {phone}").format(phone=question.provider.phone))
    return found


def last_talk_words(question: Question, today: date) -> str:
    """Return when the desk last spoke the provider, and what was said."""
    talk = question.last_talk
    if talk is None:
        return _("Nog niet eerder gesproken.")
    days = (today - talk.held_on).days
    when = _("vandaag") if days <= 0 else _("{age} geleden").format(age=formats.days_ago(days))
    return _("Laatst gesproken: {when}. {summary}").format(when=when, summary=talk.summary)
