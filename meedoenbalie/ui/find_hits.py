"""What *Zoek overal* can find, as lines that do something: records, pages, and what one can do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QTabBar, QWidget

from meedoenbalie.domain.lessons import headline
from meedoenbalie.domain.names import fold
from meedoenbalie.i18n import _, labels
from meedoenbalie.services.finding import Found
from meedoenbalie.services.registration import ResidentLine
from meedoenbalie.ui.help_chapters import chapters
from meedoenbalie.ui.shortcuts import Where, in_force
from meedoenbalie.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from meedoenbalie.ui.desk_shell import DeskShell

_BY_THEMSELVES = ("walk_in", "import", "doubles", "weekly_report", "keeping", "history")
"""Pages outside the navigation that need nobody and nothing to be chosen first."""
_NOT_HERE = frozenset({"Ctrl+K", "Ctrl+F", "Ctrl+Return", "F6", "Shift+F6"})
"""Keys that say something about where the keyboard is, which is the dialog itself."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its words, and what Enter does.

    ``kind`` and ``which`` tell later what was chosen, without its words.
    """

    title: str
    subtitle: str
    act: Callable[[], object]
    kind: str
    which: object = None

    @property
    def person(self) -> bool:
        """Whether it is a resident."""
        return self.kind == "resident"


def of_records(shell: DeskShell, found: Found) -> Iterator[Hit]:
    """Yield offers, referrals, lessons and who is mentioned, of which the page is there."""
    if shell.has("offers"):
        for offer in found.offers:
            said = f"{offer.code} · {labels.offer_kind(offer.kind)}"
            go = partial(shell.go, "offers", offer.id)
            yield Hit(offer.title, said, go, "offer", offer.id)
    if shell.has("referrals"):
        for line in found.referrals:
            state = labels.state_short(line.standing.state) if line.standing.state else ""
            title = f"{line.resident_name} → {line.offer_title}"
            said = " · ".join(part for part in (_("doorverwijzing"), line.reference, state) if part)
            yield Hit(title, said, partial(shell.go, "referrals", line.id), "referral", line.id)
    if shell.has("handreiking"):
        for lesson in found.lessons:
            said = _("geleerde les {number}").format(number=lesson.number)
            go = partial(shell.go, "handreiking", lesson.id)
            yield Hit(headline(lesson.tip, lesson.situation), said, go, "lesson", lesson.id)
    if shell.has("residents"):
        for person in found.mentioned:
            hit = of_resident(shell, person)
            where = _("in een notitie, gesprek of doorverwijzing")
            yield replace(hit, subtitle=f"{person.reference} · {where}")


def of_people(shell: DeskShell, found: Found) -> Iterator[Hit]:
    """Yield the residents who are called so."""
    if shell.has("residents"):
        yield from (of_resident(shell, line) for line in found.residents)


def of_resident(shell: DeskShell, line: ResidentLine) -> Hit:
    """Return the hit of a resident."""
    name = f"{line.given_name} {line.family_name}".strip()
    go = partial(shell.go, "residents", line.id)
    return Hit(name, line.reference, go, "resident", line.id)


def of_pages(shell: DeskShell) -> Iterator[Hit]:
    """Yield the pages of the navigation, in order."""
    for key, title in shell.navigation.titles().items():
        yield Hit(title, _("scherm"), partial(shell.go, key), "page", key)


def of_other_pages(shell: DeskShell) -> Iterator[Hit]:
    """Yield the pages that are reached from another page, and need nothing chosen there."""
    in_navigation = set(shell.navigation.titles())
    for key in _BY_THEMSELVES:
        if shell.has(key) and key not in in_navigation:
            title = shell.page_title(key)
            yield Hit(title, _("scherm"), partial(shell.go, key), "page", key)


def of_acts(shell: DeskShell) -> Iterator[Hit]:
    """Yield what the keys of the window and the buttons of the page on the screen do."""
    pages = set(shell.navigation.titles().values())
    for line in in_force(shell, shell.current_page()):
        wanted = line.where is Where.EVERYWHERE and line.words not in pages
        if wanted and line.act is not None and line.keys not in _NOT_HERE:
            title = line.words[:1].upper() + line.words[1:]
            yield Hit(title, line.keys, line.act, "act", line.keys)
    practise = _("Vijf minuten oefenen")
    if not shell.opened.practice:
        yield Hit(practise, _("in een oefenbalie"), shell.practise, "act", "practise")
    page = shell.current_page()
    if page is not None:
        yield from _of_buttons(page)
        yield from _of_tabs(page)


def _of_buttons(page: QWidget) -> Iterator[Hit]:
    """Yield what can be pressed on a page now, with its key, and the lines of its menus."""
    for button in page.findChildren(Button):
        name = button.accessibleName()
        if not (button.isVisible() and button.isEnabled() and name):
            continue
        menu = cast("QMenu | None", button.menu())
        if menu is None:
            keys = button.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            where = " · ".join(part for part in (keys, _("knop op dit scherm")) if part)
            yield Hit(name, where, button.click, "button")
            continue
        for action in menu.actions():
            opens_more = isinstance(action.menu(), QMenu)
            if action.isEnabled() and action.isVisible() and action.text() and not opens_more:
                title = action.text().replace("&", "")
                yield Hit(title, _("onder {name}").format(name=name), action.trigger, "button")


def _of_tabs(page: QWidget) -> Iterator[Hit]:
    for bar in page.findChildren(QTabBar):
        for number in range(bar.count() if bar.isVisible() else 0):
            title = bar.tabText(number).replace("&", "")
            yield Hit(title, _("tabblad"), partial(bar.setCurrentIndex, number), "button")


def of_help(shell: DeskShell) -> Iterator[Hit]:
    """Yield the chapters of the help."""
    for chapter in chapters(shell.page_keys()):
        title = _("Hulp: {title}").format(title=chapter.title)
        yield Hit(title, _("hulp"), partial(shell.chapter_wanted.emit, chapter.key), "help")


def answer(hits: Iterator[Hit], words: str) -> list[Hit]:
    """Return the hits in which every word begins a word; those that begin with it first."""
    typed = fold(words).split()
    found: list[tuple[int, Hit]] = []
    seen: set[str] = set()
    for hit in hits:
        title = fold(hit.title)
        parts = title.replace("-", " ").split()
        if title not in seen and all(
            any(part.startswith(word) for part in parts) for word in typed
        ):
            seen.add(title)
            found.append((0 if title.startswith(fold(words).strip()) else 1, hit))
    return [hit for _place, hit in sorted(found, key=lambda pair: pair[0])]
