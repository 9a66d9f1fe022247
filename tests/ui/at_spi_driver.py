"""Plays a screen reader: finds widgets of a program by role and name on the accessibility bus.

Runs alone, with the system's Python (pyatspi comes with the system), inside ``dbus-run-session`` on
an X screen. Arguments: the command of the program. Standard input: the steps, as JSON. Standard
output: ``{"done": number of steps, "problem": text, "screen": [role and name of what showed]}``.

A step is ``{"do": …, "role": …, "name": …}``, with a role by its name on the bus, ``button``.
``type`` puts ``text`` in a field, ``press`` does the first action of a widget, and ``rows`` waits
until the children of a list begin with the texts in ``rows``, one each; ``choose`` opens a combo
box and takes ``option`` from its list, ``copy`` puts in a field what a label says after ``after``,
and ``see`` needs no more than the widget. Every step waits until the program shows what it needs;
only a program that never shows it meets the limit.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

_LAUNCHER = ("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
_LIMIT_S = 60
_LOOK_AGAIN_MS = 100
_DEEPEST = 40
_EVENTS = (
    "object:children-changed",
    "object:property-change",
    "object:state-changed",
    "object:text-changed",
    "window",
)


class Missing(Exception):
    """The program did not show what a step needs."""


class Reader:
    """Sees the widgets of one program that a person can see."""

    def __init__(self, program: subprocess.Popen[bytes]) -> None:
        # Only now: pyatspi connects when it is imported, and the bus must be there by then.
        import pyatspi
        from gi.repository import GLib

        self._pyatspi: Any = pyatspi
        self._loop: Any = GLib.MainLoop()
        self._glib: Any = GLib
        self._program = program
        pyatspi.Registry.registerEventListener(lambda _event: self._loop.quit(), *_EVENTS)

    def wait_for(self, look: Callable[[], Any], what: str) -> Any:
        """Return what ``look`` finds, looking again whenever the program tells of a change."""
        late = self._glib.get_monotonic_time() + _LIMIT_S * 1_000_000
        while self._glib.get_monotonic_time() < late:
            if (code := self._program.poll()) is not None:
                raise Missing(f"{what}: the program ended with {code}")
            # A widget may go while it is being looked at: then look again.
            with suppress(self._glib.Error, LookupError, NotImplementedError):
                if found := look():
                    return found
            timer = self._glib.timeout_add(_LOOK_AGAIN_MS, self._quit)
            self._loop.run()
            source = self._glib.MainContext.default().find_source_by_id(timer)
            if source is not None:
                source.destroy()
        raise Missing(what)

    def find(self, role: str, name: str) -> Any:
        """Return the visible widget of that role and name that can be used, or None."""
        for widget in self._visible():
            if _role(widget) == role and widget.name == name and self.usable(widget):
                return widget
        return None

    def read(self, begin: str) -> str:
        """Return what the first visible label says after ``begin``, or nothing."""
        for widget in self._visible():
            if _role(widget) == "label" and widget.name.startswith(begin):
                return str(widget.name).removeprefix(begin)
        return ""

    def screen(self) -> list[str]:
        """Return role and name of all that has a name, to tell what went wrong."""
        with suppress(self._glib.Error, LookupError):
            return [f"{_role(w)}: {w.name}" for w in self._visible() if w.name]
        return []

    def usable(self, widget: Any) -> bool:
        """Tell whether a person could use the widget now."""
        return bool(widget.getState().contains(self._pyatspi.STATE_SENSITIVE))

    def _visible(self) -> Iterator[Any]:
        desktop = self._pyatspi.Registry.getDesktop(0)
        # What is remembered of widgets that went misleads the bindings: ask anew each time.
        desktop.clear_cache()
        for program in _children(desktop):
            if program.get_process_id() == self._program.pid:
                program.clear_cache()
                for window in _children(program):
                    yield from self._showing(window, 0)

    def _showing(self, widget: Any, depth: int) -> Iterator[Any]:
        if depth > _DEEPEST or not widget.getState().contains(self._pyatspi.STATE_SHOWING):
            return
        yield widget
        for child in _children(widget):
            yield from self._showing(child, depth + 1)

    def _quit(self) -> bool:
        self._loop.quit()
        return False


def _role(widget: Any) -> str:
    # Older versions of the bus call a button a push button.
    return str(widget.getRoleName()).removeprefix("push ")


def _children(widget: Any) -> Iterator[Any]:
    for place in range(widget.childCount):
        child = widget.getChildAtIndex(place)
        if child is not None:
            yield child


def do(reader: Reader, step: dict[str, Any]) -> None:
    """Do one step. Raises Missing."""
    role, name = step["role"], step["name"]
    what = f"{step['do']} {role} {name!r}"

    def usable() -> Any:
        return reader.find(role, name)

    widget = reader.wait_for(usable, what)
    if step["do"] == "type":
        widget.queryEditableText().setTextContents(step["text"])
    elif step["do"] == "press":
        widget.queryAction().doAction(0)
    elif step["do"] == "choose":
        widget.queryAction().doAction(0)
        option = reader.wait_for(lambda: reader.find("list item", step["option"]), what)
        option.queryAction().doAction(0)
        reader.wait_for(lambda: usable().description == step["option"], what)
    elif step["do"] == "copy":
        text = reader.wait_for(lambda: reader.read(step["after"]), what)
        widget.queryEditableText().setTextContents(text)
    elif step["do"] == "rows":
        reader.wait_for(lambda: _begin_with(usable(), step["rows"]), f"{what} {step['rows']}")


def _begin_with(widget: Any, rows: list[str]) -> bool:
    children = list(_children(widget)) if widget is not None else []
    # A table counts its headers among its children, also when they are hidden.
    names = [child.name for child in children if "header" not in _role(child) and child.name]
    fits = (name.startswith(row) for name, row in zip(names, rows, strict=False))
    return len(names) == len(rows) and all(fits)


def main() -> int:
    """Start the program, do the steps, and end what was started."""
    steps = json.load(sys.stdin)
    surroundings = dict(os.environ, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", QT_QPA_PLATFORM="xcb")
    bus = subprocess.Popen(_LAUNCHER, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    program = subprocess.Popen(sys.argv[1:], env=surroundings, stdout=subprocess.DEVNULL)
    done, problem, screen = 0, "", []
    try:
        reader = Reader(program)
        try:
            for step in steps:
                do(reader, step)
                done += 1
        except Missing as missing:
            problem, screen = str(missing), reader.screen()
    finally:
        program.terminate()
        program.wait()
        bus.terminate()
        bus.wait()
    print(json.dumps({"done": done, "problem": problem, "screen": screen}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
