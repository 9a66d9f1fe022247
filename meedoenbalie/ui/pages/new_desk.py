"""Making a desk (01b): place and name, passphrase, recovery code on paper, done."""

from __future__ import annotations

from PySide6.QtCore import Signal

from meedoenbalie.i18n import _
from meedoenbalie.ui.context import AppContext, OpenedDesk
from meedoenbalie.ui.pages.new_desk_steps import CodeStep, PhraseStep, PlaceStep, ReadyStep
from meedoenbalie.ui.shapes.outside import OutsideScreen
from meedoenbalie.ui.tasks import Tasks
from meedoenbalie.ui.widgets.stack import Stack
from meedoenbalie.ui.widgets.steps import StepList
from meedoenbalie.ui.widgets.text import Line, Text


class NewDeskPage(OutsideScreen):
    """Four steps; the store is made after the second. ``opened`` comes when all are done."""

    opened = Signal(OpenedDesk)
    cancelled = Signal()

    def __init__(self, context: AppContext, tasks: Tasks) -> None:
        super().__init__(self._previous, self._next)
        self._context = context
        self._tasks = tasks
        self._made: OpenedDesk | None = None
        self._fill_side()
        self._stack = Stack()
        self._place = PlaceStep(context.new_store_folder)
        self._phrase = PhraseStep(context.minimum_passphrase)
        self._code = CodeStep()
        self._ready = ReadyStep()
        for step in (self._place, self._phrase, self._code, self._ready):
            self._stack.addWidget(step)
        self.pane.body.addWidget(self._stack, 1)
        self._phrase.entered.connect(self._next)
        self._code.changed.connect(self._update)
        self._go(0)

    def start(self) -> None:
        """Put the keyboard in the first field."""
        self._place.start()

    def _fill_side(self) -> None:
        body = self.side.body
        body.addWidget(Text(_("Nieuwe balie maken"), "screen"))
        self._steps = StepList(
            (_("Locatie en uw naam"), _("Wachtzin"), _("Herstelcode"), _("Klaar"))
        )
        body.addWidget(self._steps)
        body.addWidget(Line())
        where = Text(
            _("Het bestand staat straks in {folder}. U kunt het later verplaatsen.").format(
                folder=self._context.new_store_folder.name
            ),
            "caption",
            "ink2",
            wrap=True,
        )
        body.addWidget(where)
        body.addStretch(1)

    def _step(self) -> int:
        return self._stack.currentIndex()

    def _go(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        self._steps.set_current(step)
        self.forward.setText(
            (
                _("V&erder: wachtzin"),
                _("&Balie maken"),
                _("V&erder: klaar"),
                _("&Naar de balie"),
            )[step]
        )
        self.back.setText(_("&Annuleren") if step == 0 else _("&Vorige"))
        self.back.setVisible(self._made is None)
        self.why.setText("")
        self._update()
        (self._place, self._phrase, self._code, self._ready)[step].start()

    def _update(self) -> None:
        waiting = self._step() == 2 and not self._code.proved()
        self.why.setText(_("Eerst beide groepjes invullen") if waiting else "")
        if waiting:
            self.forward.disable(_("Eerst beide groepjes invullen"))
        else:
            self.forward.enable()

    def _previous(self) -> None:
        if self._step() == 0:
            self.cancelled.emit()
        else:
            self._go(self._step() - 1)

    def _next(self) -> None:
        match self._step():
            case 0 if self._place.check():
                self._go(1)
            case 1:
                self._make()
            case 2 if self._code.proved() and self._made is not None:
                made = self._made
                self._tasks.write(
                    lambda: self._context.recovery_proved(made), lambda _none: self._go(3)
                )
            case 3 if self._made is not None:
                self.opened.emit(self._made.without_code())

    def _make(self) -> None:
        passphrase = self._phrase.passphrase()
        if passphrase is None:
            return
        path, code, name, user = self._place.values()
        self._set_busy(_("De balie wordt gemaakt…"))
        self._tasks.write(
            lambda: self._context.create_store(path, code, name, user, passphrase),
            self._done,
            self._failed,
        )

    def _done(self, opened: OpenedDesk) -> None:
        self._set_busy("")
        self._made = opened
        self._phrase.clear()
        self._code.set_code(opened.recovery_code, self._place.values()[2])
        self._ready.set_path(opened.path)
        self._go(2)

    def _failed(self, error: Exception) -> bool:
        self._set_busy("")
        message = self._context.explain(error)
        if message is None:
            return False
        self._phrase.set_error(message)
        return True

    def _set_busy(self, words: str) -> None:
        self.set_busy(words, self._stack)
