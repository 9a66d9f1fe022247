"""Buttons and keys that put markup around what is chosen in a box with text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPlainTextEdit, QWidget

from meedoenbalie.domain.markup import BoxKind
from meedoenbalie.i18n import _
from meedoenbalie.i18n.markup_words import box_title
from meedoenbalie.ui.shortcuts import on
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button

_LINE_START = re.compile(r"(?:#{1,6} |[-*] (?:\[[ xX]\] )?|\d+\. |> ?)?")
_LINK = "https://"


@dataclass(frozen=True, slots=True)
class _Act:
    """A button: its words, icon, keys, what it does, and whether it needs more than one line."""

    words: str
    icon: str
    keys: str
    do: Callable[[QWidget], None]
    lines: bool = False


class MarkBar(QWidget):
    """A row of buttons, one tab stop; they work on the box in which the keyboard was last.

    The keys work in the boxes themselves. In a box of one line only emphasis and links can stand.
    """

    def __init__(self, boxes: Sequence[QLineEdit | QPlainTextEdit]) -> None:
        super().__init__()
        self._box: QWidget = next(one for one in boxes if isinstance(one, QPlainTextEdit))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(4))
        acts = (
            _Act(_("Vet"), "bold", "Ctrl+B", partial(put_around, mark="**")),
            _Act(_("Cursief"), "italic", "Ctrl+Shift+I", partial(put_around, mark="*")),
            _Act(_("Link"), "link", "Ctrl+Shift+K", put_link),
            _Act(_("Lijst"), "list", "Ctrl+Shift+L", partial(put_before, mark="- "), lines=True),
            _Act(
                _("Genummerde lijst"),
                "list-ordered",
                "Ctrl+Shift+G",
                partial(put_before, mark="1. "),
                lines=True,
            ),
            _Act(
                _("Tussenkop"),
                "heading",
                "Ctrl+Shift+H",
                partial(put_before, mark="### "),
                lines=True,
            ),
        )
        self.buttons: list[Button] = []
        self._of_lines: list[Button] = []
        for act in acts:
            self._add(act, boxes)
        self._add_boxes(boxes)
        row.addStretch(1)
        for box in boxes:
            box.installEventFilter(self)
        self._let_one_be_reached(self.buttons[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember in which box the keyboard was, and walk the buttons with the arrows."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QLineEdit | QPlainTextEdit):
            self._work_on(watched)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
            if by is not None and isinstance(watched, Button):
                self._walk(watched, by)
                return True
        return super().eventFilter(watched, event)

    def _add(self, act: _Act, boxes: Sequence[QWidget]) -> None:
        keys = QKeySequence(act.keys)
        button = self._button(act.words, act.icon, act.lines)
        button.setToolTip(f"{act.words} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})")
        button.clicked.connect(lambda _on: self._do(act.do))
        for box in boxes:
            if isinstance(box, QPlainTextEdit) or not act.lines:
                on(box, act.keys, act.words, partial(act.do, box))

    def _add_boxes(self, boxes: Sequence[QWidget]) -> None:
        words = _("Kader")
        menu = QMenu(self)
        for kind in BoxKind:
            menu.addAction(box_title(kind)).triggered.connect(
                lambda _on, kind=kind: self._do(partial(put_box, kind=kind))
            )
        self.box = self._button(words, "panel-left", lines=True, icon_only=False)
        self.box.set_menu(menu)
        keys = QKeySequence("Ctrl+Shift+O")
        self.box.setToolTip(f"{words} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})")
        for box in boxes:
            if isinstance(box, QPlainTextEdit):
                on(box, "Ctrl+Shift+O", words, self.box.showMenu)

    def _button(self, words: str, icon: str, lines: bool, *, icon_only: bool = True) -> Button:
        button = Button(words, icon, "quiet", small=True, icon_only=icon_only)
        button.installEventFilter(self)
        self.buttons.append(button)
        if lines:
            self._of_lines.append(button)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(button)
        return button

    def _do(self, act: Callable[[QWidget], None]) -> None:
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        act(self._box)

    def _work_on(self, box: QLineEdit | QPlainTextEdit) -> None:
        self._box = box
        for button in self._of_lines:
            if isinstance(box, QPlainTextEdit):
                button.enable()
            else:
                button.disable(_("Dit veld is één regel"))

    def _walk(self, button: Button, by: int) -> None:
        on = [one for one in self.buttons if one.isEnabled()]
        there = on[(on.index(button) + by) % len(on)]
        self._let_one_be_reached(there)
        there.setFocus(Qt.FocusReason.TabFocusReason)

    def _let_one_be_reached(self, button: Button) -> None:
        for one in self.buttons:
            by_tab = one is button
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus if by_tab else Qt.FocusPolicy.NoFocus)


def put_around(box: QWidget, mark: str) -> None:
    """Put a mark around what is chosen, line by line, or take it away where it stands already."""
    chosen = _chosen(box)
    lines = [_marked(line, mark) for line in chosen.split("\n")]
    _replace(box, "\n".join(lines), inside=0 if chosen else len(mark))


def put_link(box: QWidget) -> None:
    """Make a link of what is chosen; its address is typed next."""
    chosen = _chosen(box)
    if "\n" in chosen:
        return
    _replace(box, f"[{chosen}]({_LINK})", inside=1 if chosen else 3 + len(_LINK))


def put_before(box: QWidget, mark: str) -> None:
    """Begin each chosen line with a mark, or take it away where all have it."""
    if isinstance(box, QPlainTextEdit):
        _whole_lines(box)
        lines = _chosen(box).split("\n")
        bare = [_LINE_START.sub("", line, count=1) for line in lines]
        done = all(line.startswith(mark) for line in lines)
        _replace(box, "\n".join(bare if done else [mark + line for line in bare]))


def put_box(box: QWidget, kind: BoxKind) -> None:
    """Put the chosen lines in a box, apart from what stands above and below it."""
    if isinstance(box, QPlainTextEdit):
        _whole_lines(box)
        lines = [line.removeprefix("> ") for line in _chosen(box).split("\n")]
        if kind is BoxKind.CHECKLIST:
            items = [f"> - {_LINE_START.sub('', line, count=1)}" for line in lines]
            written = [f"> {box_title(kind)}:", *items]
        else:
            written = [f"> {box_title(kind)}: {lines[0]}", *(f"> {line}" for line in lines[1:])]
        cursor = box.textCursor()
        above = box.document().findBlock(cursor.selectionStart()).previous()
        below = box.document().findBlock(cursor.selectionEnd()).next()
        before = "\n" if above.isValid() and above.text().strip() else ""
        after = "\n" if below.isValid() and below.text().strip() else ""
        _replace(box, before + "\n".join(written) + after, inside=len(after))


def _marked(line: str, mark: str) -> str:
    words = line.strip()
    if not words:
        return line or mark * 2
    first, last = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
    if _has(words, mark):
        return first + words[len(mark) : -len(mark)] + last
    return f"{first}{mark}{words}{mark}{last}"


def _has(words: str, mark: str) -> bool:
    """Tell whether words stand between marks; those of bold aren't two of italic."""
    signs = len(words) - len(words.lstrip("*"))
    return signs in (len(mark), 3) and words.endswith("*" * signs) and len(words) > 2 * signs


def _chosen(box: QWidget) -> str:
    if isinstance(box, QPlainTextEdit):
        # Qt ends a line of a selection with a sign of its own.
        return box.textCursor().selectedText().replace("\u2029", "\n")
    return box.selectedText() if isinstance(box, QLineEdit) else ""


def _whole_lines(box: QPlainTextEdit) -> None:
    cursor = box.textCursor()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    cursor.setPosition(start)
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)


def _replace(box: QWidget, text: str, inside: int = 0) -> None:
    """Write over what is chosen, as one step of undo, and put the cursor so far before its end."""
    if isinstance(box, QPlainTextEdit):
        cursor = box.textCursor()
        cursor.insertText(text)
        cursor.setPosition(cursor.position() - inside)
        box.setTextCursor(cursor)
    elif isinstance(box, QLineEdit):
        box.insert(text)
        box.setCursorPosition(box.cursorPosition() - inside)
