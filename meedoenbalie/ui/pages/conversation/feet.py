"""The two footers of the talk: of *Welke taal?*, and of the steps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from meedoenbalie.i18n import _, formats
from meedoenbalie.i18n.talk import desk_texts
from meedoenbalie.i18n.talk_questions import STEPS
from meedoenbalie.ui.shapes.panes import Footer
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.text import Text

Act = Callable[[], object]


class LanguageFooter(Footer):
    """With pictures or not, skip, and go on in the chosen language."""

    def __init__(self, skip: Act, go_on: Act) -> None:
        super().__init__()
        self.pictures = Button(_("Lezen is lastig: met &plaatjes"), "image")
        self.pictures.setCheckable(True)
        self.pictures.toggled.connect(
            lambda on: self.pictures.set_icon_name("check" if on else "image")
        )
        self.add_left(self.pictures)
        self.add_right(Button(_("&Overslaan"), on_click=skip))
        self.go_on = Button("", kind="primary", on_click=go_on, trailing="arrow-right")
        self.add_right(self.go_on)
        self.name_language("")

    def name_language(self, code: str) -> None:
        """Say on the button in which language one goes on; without one it is off."""
        if code:
            name = formats.language_name(code)
            self.go_on.setText(_("Ve&rder in het {language}").format(language=name))
            self.go_on.enable()
        else:
            self.go_on.setText(_("Ve&rder"))
            self.go_on.disable(_("Kies eerst een taal, of sla over."))


class StepFooter:
    """Back, and on: the primary button names the next step, or records the talk at the last."""

    def __init__(self, footer: Footer, back: Act, on: Act, finish: Act) -> None:
        self._back = Button(_("V&orige"), "arrow-left", on_click=back, hint="Alt+←")
        footer.add_left(self._back)
        self._key = Text("Alt+→", "caption", "ink2")
        self._on = Button("", kind="primary", on_click=on, trailing="arrow-right")
        self.finish = Button(_("Gesprek &vastleggen"), "check", "primary", finish)
        for widget in (self._key, self._on, self.finish):
            footer.add_right(widget)

    def stops(self) -> tuple[QWidget, ...]:
        """Return the buttons in reading order."""
        return self._back, self._on, self.finish

    def show_step(self, place: int, *, busy: bool) -> None:
        """Show what follows a step, from 0; while it is being recorded nothing can be pressed."""
        last = place == len(STEPS) - 1
        for widget in (self._key, self._on):
            widget.setVisible(not last)
        self.finish.setVisible(last)
        self.finish.setEnabled(not busy)
        if not last:
            name = desk_texts()[f"step.{STEPS[place + 1]}"]
            text = _("Ve&rder: {step}").format(step=formats.inside(name))
            self._on.setText(text)
