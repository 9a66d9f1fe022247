"""The words of the referral letter, in the active language."""

from __future__ import annotations

from collections.abc import Iterator

from anyascii import anyascii

from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.i18n.free_time import availability_text
from meedoenbalie.reports.fonts import printable
from meedoenbalie.reports.referral_letter import ReferralLetter

Pair = tuple[str, str]
"""What something is, and the value of it."""


def title() -> str:
    """What the sheet is."""
    return _("Doorverwijzing")


def subtitle(letter: ReferralLetter) -> str:
    """From which desk, on which day."""
    return _("Meedoenbalie {site}").format(site=letter.site_name)


def file_title(letter: ReferralLetter) -> str:
    """The title in the properties of the file; it names nobody."""
    return f"{title()} {letter.reference}"


def address(letter: ReferralLetter) -> Iterator[Pair]:
    """Yield to whom, from whom, when and which."""
    yield _("Aan"), ", ".join((letter.receiver, letter.provider_name))
    yield _("Van"), ", ".join((letter.sender, subtitle(letter)))
    yield _("Datum"), formats.long_day(letter.today)
    yield _("Kenmerk"), letter.reference


def salutation(letter: ReferralLetter) -> str:
    """How the letter begins."""
    return _("Beste {receiver},").format(receiver=letter.receiver)


def wish(letter: ReferralLetter) -> str:
    """Who wants to take part in what, and from when."""
    who = name(letter) or _("Een jongere")
    offer = letter.offer_title
    if letter.start is None:
        sentence = _("{name} wil graag meedoen met {title}.").format(name=who, title=offer)
    else:
        sentence = _("{name} wil graag meedoen met {title} vanaf {day}.").format(
            name=who, title=offer, day=formats.full_day(letter.start)
        )
    when = _("De tijden bij ons bekend: {when}.").format(when=letter.schedule)
    return f"{sentence} {when}" if letter.schedule else sentence


def name(letter: ReferralLetter) -> str:
    """The name in letters that this letter can print; empty when it isn't shared."""
    shared = letter.shared.name
    return shared if _prints(shared) else anyascii(shared)


def about(letter: ReferralLetter) -> str:
    """The heading above what is shared."""
    who = name(letter)
    return _("Over {name}").format(name=who) if who else _("Over de jongere")


def about_consent(letter: ReferralLetter) -> str:
    """Why it says this and nothing else."""
    return _("alleen wat mag volgens de toestemming van {day}").format(
        day=formats.full_day(letter.consent_on)
    )


def facts(letter: ReferralLetter) -> Iterator[Pair]:
    """Yield what is shared, as far as it is known."""
    shared = letter.shared
    if shared.name:
        yield _("Naam"), name(letter)
    if shared.contact_value:
        reach = ", ".join(part for part in (shared.contact_channel, shared.contact_value) if part)
        yield _("Te bereiken"), reach
    if shared.age is not None:
        yield _("Leeftijd"), ngettext("{n} jaar", "{n} jaar", shared.age).format(n=shared.age)
    if shared.languages:
        yield _("Talen"), ", ".join(formats.language_name(code) for code in shared.languages)
    if shared.dutch_level is not None:
        yield _("Niveau Nederlands"), shared.dutch_level.value
    if shared.availability:
        yield _("Wanneer het kan"), availability_text(shared.availability)
    if shared.interests:
        yield _("Wil graag"), ", ".join(_in_print(one) for one in shared.interests)
    if shared.own_words:
        yield _("In eigen woorden"), _in_print(shared.own_words)


def nothing_more() -> str:
    """What stands there when all that is shared isn't known."""
    return _("Meer mag of kan de balie niet delen.")


def next_heading() -> str:
    """The heading above what happens now."""
    return _("Wat er nu gebeurt")


def next_steps(letter: ReferralLetter) -> tuple[str, ...]:
    """What happens now, in order."""
    who = name(letter) or _("de jongere")
    return (
        _("U laat uiterlijk {day} weten of er plaats is, ook als het nee is.").format(
            day=formats.long_day(letter.answer_by)
        ),
        _("De balie vertelt het aan {name} en spreekt af hoe het begint.").format(name=who),
        _("U meldt de balie de eerste dag, en ook als iemand niet komt of stopt."),
    )


def call_heading() -> str:
    """The heading above whom to call back."""
    return _("Wie u kunt bellen")


def call(letter: ReferralLetter) -> str:
    """Whom to call back, and the number if the desk gave one."""
    who = ", ".join((letter.sender, subtitle(letter)))
    return f"{who}: {letter.phone}" if letter.phone else who


def duties() -> str:
    """What the receiver may do with it (AVG art. 5(1)(b) and 7(3))."""
    return _(
        "De jongere kan de toestemming altijd terugnemen; dan bellen wij u. Gebruik deze brief "
        "alleen hiervoor, deel die met niemand anders en vernietig die na gebruik."
    )


def footer(letter: ReferralLetter) -> str:
    """What the sheet is, for when it lies loose."""
    parts = [f"{title()} {letter.reference}", subtitle(letter)]
    if letter.demo:
        parts.append(_("demogegevens, alle personen zijn verzonnen"))
    return " · ".join(parts)


def _in_print(text: str) -> str:
    return text if _prints(text) else _("in een schrift dat hier niet af te drukken is: vraag ons")


def _prints(text: str) -> bool:
    return sum(map(str.isalnum, printable(text))) == sum(map(str.isalnum, text))
