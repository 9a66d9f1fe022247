"""Keys that do something, each with its words; the overview (Ctrl+/) reads those in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeGuard

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from meedoenbalie.i18n import _

_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut
_ON_IT = Qt.ShortcutContext.WidgetShortcut


class Where(Enum):
    """Where keys work, from everywhere to a single box."""

    EVERYWHERE = "everywhere"
    PAGE = "page"
    TABLE = "table"
    BOX = "box"

    def words(self) -> str:
        """Return it in words."""
        return {
            Where.EVERYWHERE: _("overal"),
            Where.PAGE: _("op dit scherm"),
            Where.TABLE: _("in een lijst"),
            Where.BOX: _("in een invulveld"),
        }[self]


class Shortcut(QShortcut):
    """Keys that work in the window, in a widget and what lies in it, or on a widget itself."""

    def __init__(
        self,
        owner: QWidget,
        keys: str,
        words: str,
        act: Callable[[], object],
        context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
    ) -> None:
        # Keys that are held down act once: what comes after them may be another page.
        super().__init__(QKeySequence(keys), owner, context=context, autoRepeat=False)
        self.words = words
        self.activated.connect(act)


class OwnKeys(QObject):
    """Keys that a widget hears itself, where it has the keyboard."""

    def __init__(self, owner: QWidget, keys: str, words: str) -> None:
        super().__init__(owner)
        self.keys, self.words = keys, words


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line of the overview: the keys as this system writes them, what they do, and where."""

    keys: str
    words: str
    where: Where
    act: Callable[[], object] | None = None


def inside(owner: QWidget, keys: str, words: str, act: Callable[[], object]) -> Shortcut:
    """Let keys work while the keyboard is in ``owner``."""
    return Shortcut(owner, keys, words, act, _INSIDE)


def on(owner: QWidget, keys: str, words: str, act: Callable[[], object]) -> Shortcut:
    """Let keys work while ``owner`` itself has the keyboard."""
    return Shortcut(owner, keys, words, act, _ON_IT)


def in_force(root: QWidget, page: QWidget | None) -> list[KeyLine]:
    """Return the keys that work now below ``root``, each once: those outside the page first."""

    def around(owner: QWidget) -> Where:
        on_page = page is not None and (owner is page or page.isAncestorOf(owner))
        return Where.PAGE if on_page else Where.EVERYWHERE

    lines = (*_shortcuts(root, around), *_buttons(root, around), *_own(root), *_labels(root))
    found: dict[tuple[str, str], KeyLine] = {}
    for line in lines:
        found.setdefault((line.keys, line.words), line)
    order = list(Where)
    return sorted(found.values(), key=lambda line: order.index(line.where))


def written(keys: QKeySequence) -> str:
    """Return keys as this system writes them."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def _there(owner: QObject | None, root: QWidget) -> TypeGuard[QWidget]:
    """Tell whether a widget can be used; a dialog beside the window has keys of its own."""
    return (
        isinstance(owner, QWidget)
        and owner.isVisible()
        and owner.isEnabled()
        and owner.window() is root.window()
    )


def _shortcuts(root: QWidget, around: Callable[[QWidget], Where]) -> Iterator[KeyLine]:
    for one in root.findChildren(Shortcut):
        owner = one.parent()
        if one.isEnabled() and _there(owner, root):
            window = one.context() is Qt.ShortcutContext.WindowShortcut
            where = around(owner) if window else _kind(owner)
            yield KeyLine(written(one.key()), one.words, where, one.activated.emit)


def _buttons(root: QWidget, around: Callable[[QWidget], Where]) -> Iterator[KeyLine]:
    for button in root.findChildren(QAbstractButton):
        keys = written(button.shortcut())
        if keys and _there(button, root):
            words = button.accessibleName() or button.text().replace("&", "")
            yield KeyLine(keys, words, around(button), button.click)


def _own(root: QWidget) -> Iterator[KeyLine]:
    for one in root.findChildren(OwnKeys):
        owner = one.parent()
        if _there(owner, root):
            yield KeyLine(written(QKeySequence(one.keys)), one.words, _kind(owner))


def _labels(root: QWidget) -> Iterator[KeyLine]:
    for label in root.findChildren(QLabel):
        keys, box = written(QKeySequence.mnemonic(label.text())), label.buddy()
        if keys and _there(label, root) and isinstance(box, QWidget):
            words = _("naar {field}").format(field=label.text().replace("&", ""))
            yield KeyLine(keys, words, Where.PAGE, box.setFocus)


def _kind(owner: QWidget) -> Where:
    if isinstance(owner, QAbstractItemView):
        return Where.TABLE
    return Where.BOX if isinstance(owner, QLineEdit | QPlainTextEdit) else Where.PAGE
