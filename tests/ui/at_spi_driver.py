"""Plays a screen reader: finds widgets of a program by role and name on the accessibility bus.

Runs alone, with the system's Python, which has the bindings of the bus, inside
``dbus-run-session`` on an X screen. Arguments: the command of the program. Standard input: the
steps, as JSON. Standard output: ``{"done": number of steps, "problem": text, "screen": [role and
name of what showed]}``.

A step is ``{"do": …, "role": …, "name": …}``, with a role by its name on the bus, ``button``.
``type`` puts ``text`` in a field, ``press`` does the first action of a widget, and ``rows`` waits
until the children of a list begin with the texts in ``rows``, one each; ``choose`` opens a combo
box and takes ``option`` from its list, ``copy`` puts in a field what a label says after ``after``,
``error`` waits until the widget is described by what is wrong with it, and ``see`` needs no more
than the widget. With ``within`` it has to lie in a window of that role. Every step waits until
the program shows what it needs; only a program that never shows it meets the limit.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from gi.repository import Atspi, Gio, GLib

_LAUNCHER = ("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
_LIMIT_S = 150
_LOOK_AGAIN_MS = 100
_DEEPEST = 40
_ROOT = "/org/a11y/atspi/accessible/root"
_A11Y = "org.a11y.atspi."
_SENSITIVE, _SHOWING = 24, 25
"""Bits of a state, as the bus numbers them."""


class Missing(Exception):
    """The program did not show what a step needs."""


@dataclass
class Widget:
    """What the bus tells of one widget, and what lies in it."""

    place: tuple[str, str]
    name: str = ""
    role: str = ""
    usable: bool = False
    children: list[Widget] = field(default_factory=list)

    def all(self) -> Iterator[Widget]:
        """Yield it and all that lies in it, in order."""
        yield self
        for child in self.children:
            yield from child.all()


class Bus:
    """The accessibility bus. Many questions are put at once: a window has hundreds of widgets."""

    def __init__(self) -> None:
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync(
            *("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None),
            *(None, Gio.DBusCallFlags.NONE, -1, None),
        ).unpack()[0]
        flags = Gio.DBusConnectionFlags
        self._connection: Any = Gio.DBusConnection.new_for_address_sync(
            address,
            flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION,
            None,
            None,
        )

    def ask(self, questions: Sequence[tuple[Any, ...]]) -> list[Any]:
        """Put all questions and return the answers; None where a widget went meanwhile.

        A question is who and where, the interface, its method and the arguments.
        """
        answers: list[Any] = [None] * len(questions)
        open_yet = len(questions)

        def heard(connection: Any, result: Any, number: int) -> None:
            nonlocal open_yet
            open_yet -= 1
            try:
                answer = connection.call_finish(result).unpack()
            except GLib.Error:
                return
            answers[number] = answer[0] if answer else True

        for number, ((who, path), interface, method, arguments) in enumerate(questions):
            self._connection.call(
                *(who, path, interface, method, arguments, None),
                *(Gio.DBusCallFlags.NONE, _LIMIT_S * 1_000, None, heard, number),
            )
        while open_yet:
            GLib.MainContext.default().iteration(True)
        return answers

    def do(self, place: tuple[str, str], interface: str, method: str, arguments: Any) -> None:
        """Have a widget do something. Raises Missing when it will not."""
        (answer,) = self.ask([(place, f"{_A11Y}{interface}", method, arguments)])
        if not answer:
            raise Missing(f"{method} was refused")

    def text(self, place: tuple[str, str], what: str) -> str:
        """Return a property: ``Name`` or ``Description``."""
        return str(self.ask([_property(place, what)])[0] or "")

    def of_process(self, process: int) -> tuple[str, str] | None:
        """Return where the program with that process number is, or None while it is not."""
        registry = (f"{_A11Y}Registry", _ROOT)
        (programs,) = self.ask([(registry, f"{_A11Y}Accessible", "GetChildren", None)])
        daemon = ("org.freedesktop.DBus", "/org/freedesktop/DBus")
        method = "GetConnectionUnixProcessID"
        numbers = self.ask(
            [(daemon, daemon[0], method, GLib.Variant("(s)", (who,))) for who, _ in programs or ()]
        )
        found = zip(programs or (), numbers, strict=True)
        return next((place for place, number in found if number == process), None)

    def tree(self, place: tuple[str, str]) -> Widget:
        """Return what shows in a program, level by level."""
        program = Widget(place)
        level = [program]
        for _depth in range(_DEEPEST):
            asked = [(one.place, f"{_A11Y}Accessible", "GetChildren", None) for one in level]
            for one, places in zip(level, self.ask(asked), strict=True):
                one.children = [Widget(place) for place in places or ()]
            self._fill([child for one in level for child in one.children])
            for one in level:
                one.children = [child for child in one.children if child.role]
            level = [child for one in level for child in one.children]
            if not level:
                break
        return program

    def _fill(self, level: Sequence[Widget]) -> None:
        """Ask role, name and state of the widgets; one that does not show keeps no role."""
        asked: list[tuple[Any, ...]] = []
        for one in level:
            asked.append((one.place, f"{_A11Y}Accessible", "GetState", None))
            asked.append((one.place, f"{_A11Y}Accessible", "GetRole", None))
            asked.append(_property(one.place, "Name"))
        answers = iter(self.ask(asked))
        for one in level:
            state, role, name = next(answers), next(answers), next(answers)
            if state and state[0] >> _SHOWING & 1:
                # Older versions of the bus call a button a push button.
                one.role = Atspi.role_get_name(Atspi.Role(role or 0)).removeprefix("push ")
                one.name = str(name or "")
                one.usable = bool(state[0] >> _SENSITIVE & 1)


def _property(place: tuple[str, str], what: str) -> tuple[Any, ...]:
    arguments = GLib.Variant("(ss)", (f"{_A11Y}Accessible", what))
    return (place, "org.freedesktop.DBus.Properties", "Get", arguments)


class Reader:
    """Sees the widgets of one program that a person can see."""

    def __init__(self, program: subprocess.Popen[bytes]) -> None:
        self.bus = Bus()
        self._program = program
        self._place: tuple[str, str] | None = None

    def wait_for(self, look: Callable[[], Any], what: str) -> Any:
        """Return what ``look`` finds, looking again until the program shows it."""
        late = GLib.get_monotonic_time() + _LIMIT_S * 1_000_000
        while GLib.get_monotonic_time() < late:
            if (code := self._program.poll()) is not None:
                raise Missing(f"{what}: the program ended with {code}")
            if found := look():
                return found
            loop = GLib.MainLoop()
            GLib.timeout_add(_LOOK_AGAIN_MS, loop.quit)
            loop.run()
        raise Missing(what)

    def find(self, role: str, name: str, within: str = "") -> Widget | None:
        """Return the visible widget of that role and name that can be used, or None."""
        windows = [one for one in self._windows() if within in ("", one.role)]
        for one in (one for window in windows for one in window.all()):
            if one.usable and (one.role, one.name) == (role, name):
                return one
        return None

    def read(self, begin: str) -> str:
        """Return what the first visible label says after `begin`, or nothing."""
        labels = (one.name for one in self._visible() if one.role == "label")
        return next((name.removeprefix(begin) for name in labels if name.startswith(begin)), "")

    def screen(self) -> list[str]:
        """Return role and name of all that has a name, to tell what went wrong."""
        return [f"{one.role}: {one.name}" for one in self._visible() if one.name]

    def _visible(self) -> Iterator[Widget]:
        for window in self._windows():
            yield from window.all()

    def _windows(self) -> list[Widget]:
        self._place = self._place or self.bus.of_process(self._program.pid)
        return self.bus.tree(self._place).children if self._place else []


def do(reader: Reader, step: dict[str, Any]) -> None:
    """Do one step. Raises Missing."""
    role, name = step["role"], step["name"]
    what = f"{step['do']} {role} {name!r}"

    def usable() -> Widget | None:
        return reader.find(role, name, step.get("within", ""))

    widget = reader.wait_for(usable, what)
    if step["do"] == "type":
        _type(reader, widget, step["text"])
    elif step["do"] == "press":
        _press(reader, widget)
    elif step["do"] == "choose":
        _press(reader, widget)
        _press(reader, reader.wait_for(lambda: reader.find("list item", step["option"]), what))
        chosen = step["option"]
        reader.wait_for(lambda: reader.bus.text(widget.place, "Description") == chosen, what)
    elif step["do"] == "copy":
        _type(reader, widget, reader.wait_for(lambda: reader.read(step["after"]), what))
    elif step["do"] == "error":
        error = step["error"]
        reader.wait_for(lambda: error in reader.bus.text(widget.place, "Description"), what)
    elif step["do"] == "rows":
        reader.wait_for(lambda: _begin_with(usable(), step["rows"]), f"{what} {step['rows']}")


def _type(reader: Reader, widget: Widget, text: str) -> None:
    reader.bus.do(widget.place, "EditableText", "SetTextContents", GLib.Variant("(s)", (text,)))


def _press(reader: Reader, widget: Widget) -> None:
    reader.bus.do(widget.place, "Action", "DoAction", GLib.Variant("(i)", (0,)))


def _begin_with(widget: Widget | None, rows: list[str]) -> bool:
    children = widget.children if widget is not None else []
    # A table counts its headers among its children, also when they are hidden.
    names = [child.name for child in children if "header" not in child.role and child.name]
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
