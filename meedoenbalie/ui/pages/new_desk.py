"""Making a desk (01b): place and name, passphrase, recovery code on paper, done."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.context import AppContext, OpenedDesk
from meedoenbalie.ui.pages.new_desk_steps import CodeStep, PhraseStep, PlaceStep, ReadyStep
from meedoenbalie.ui.shapes.panes import Footer, Pane
from meedoenbalie.ui.tasks import Tasks
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.stack import Stack
from meedoenbalie.ui.widgets.steps import StepList
from meedoenbalie.ui.widgets.text import Line, Text

_MARGIN = 72


class NewDeskPage(QWidget):
    """Four steps; the store is made after the second. ``opened`` comes when all are done."""

    opened = Signal(OpenedDesk)
    cancelled = Signal()

    def __init__(self, context: AppContext, tasks: Tasks) -> None:
        super().__init__()
        self._context = context
        self._tasks = tasks
        self._made: OpenedDesk | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._side = self._make_steps()
        row.addWidget(self._side)
        row.addWidget(Line(vertical=True))
        self._pane = Pane(padding=0)
        row.addWidget(self._pane, 1)
        self._stack = Stack()
        self._place = PlaceStep(context.new_store_folder)
        self._phrase = PhraseStep(context.minimum_passphrase)
        self._code = CodeStep()
        self._ready = ReadyStep()
        for step in (self._place, self._phrase, self._code, self._ready):
            self._stack.addWidget(step)
        self._pane.body.addWidget(self._stack, 1)
        self._make_footer()
        self._phrase.entered.connect(self._next)
        self._code.changed.connect(self._update)
        self._go(0)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard in the first field, once the screen that was here before is gone."""
        super().showEvent(event)
        if not event.spontaneous():
            QTimer.singleShot(0, self._place, self._place.start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the list of steps when the window is narrow."""
        super().resizeEvent(event)
        now = theme()
        narrow = now.em(self.width()) < now.tokens.breakpoints_em.two_panes
        self._side.setVisible(not narrow)
        side, top = (now.tokens.space.xl, 20) if narrow else (_MARGIN, 48)
        margins = (now.px(side), now.px(top), now.px(side), now.px(28))
        self._pane.body.setContentsMargins(*margins)

    def _make_steps(self) -> QWidget:
        now = theme()
        side = Pane("canvas", padding=0)
        side.setFixedWidth(now.px(300))
        side.body.setContentsMargins(now.px(32), now.px(48), now.px(32), now.px(20))
        side.body.addWidget(Text(_("Nieuwe balie maken"), "screen"))
        self._steps = StepList(
            (_("Locatie en uw naam"), _("Wachtzin"), _("Herstelcode"), _("Klaar"))
        )
        side.body.addWidget(self._steps)
        side.body.addWidget(Line())
        where = Text(
            _("Het bestand staat straks in {folder}. U kunt het later verplaatsen.").format(
                folder=self._context.new_store_folder.name
            ),
            "caption",
            "ink2",
            wrap=True,
        )
        side.body.addWidget(where)
        side.body.addStretch(1)
        return side

    def _make_footer(self) -> None:
        footer = Footer(_MARGIN)
        self._back = Button(_("&Vorige"), "arrow-left", on_click=self._previous)
        self._why = Text("", "caption", "ink2")
        self._forward = Button("", kind="primary", on_click=self._next, trailing="arrow-right")
        footer.add_left(self._back)
        footer.add_right(self._why)
        footer.add_right(self._forward)
        self._pane.add_bottom(footer)

    def _step(self) -> int:
        return self._stack.currentIndex()

    def _go(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        self._steps.set_current(step)
        self._forward.setText(
            (
                _("V&erder: wachtzin"),
                _("&Balie maken"),
                _("V&erder: klaar"),
                _("&Naar de balie"),
            )[step]
        )
        self._back.setText(_("&Annuleren") if step == 0 else _("&Vorige"))
        self._back.setVisible(self._made is None)
        self._why.setText("")
        self._update()
        (self._place, self._phrase, self._code, self._ready)[step].start()

    def _update(self) -> None:
        waiting = self._step() == 2 and not self._code.proved()
        self._why.setText(_("Eerst beide groepjes invullen") if waiting else "")
        if waiting:
            self._forward.disable(_("Eerst beide groepjes invullen"))
        else:
            self._forward.enable()

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

    def _set_busy(self, text: str) -> None:
        self._why.setText(text)
        for part in (self._forward, self._back, self._stack):
            part.setEnabled(not text)
