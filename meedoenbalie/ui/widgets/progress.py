"""What is being done: nothing under 200 ms, then a quiet text, then a bar with *Stoppen*."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.tasks import Job
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.text import CutText, Text

TEXT_AFTER_MS = 200
BAR_AFTER_MS = 1000


class ProgressStrip(QWidget):
    """Follows one job at a time, the newest with a label; what it covers stays visible."""

    def __init__(self) -> None:
        super().__init__()
        now = theme()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(now.px(10))
        self._words = CutText("", "caption", "ink2")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(now.px(160))
        self._count = Text("", "caption", "ink2")
        self._stop = Button(_("Stoppen"), "square", "quiet", self._stopped, small=True)
        row.addWidget(self._words, 1)
        row.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._count)
        row.addWidget(self._stop)
        self._job: Job | None = None
        self._text_timer = QTimer(self, singleShot=True, interval=TEXT_AFTER_MS)
        self._text_timer.timeout.connect(self._show_text)
        self._bar_timer = QTimer(self, singleShot=True, interval=BAR_AFTER_MS)
        self._bar_timer.timeout.connect(self._show_bar)
        self.hide()

    def follow(self, job: Job) -> None:
        """Follow a job, if it has a label; connect it to ``Tasks.began``."""
        if not job.label:
            return
        self._job = job
        job.progressed.connect(self._progressed)
        job.finished.connect(self._over)
        self._words.setText(job.label)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(job.label)
        self._count.setText("")
        for part in (self._bar, self._count, self._stop):
            part.hide()
        self._stop.setEnabled(True)
        self._text_timer.start()
        self._bar_timer.start()

    def _progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._count.setText(_("{done} van {total}").format(done=done, total=total))

    def _show_text(self) -> None:
        self.show()

    def _show_bar(self) -> None:
        self.show()
        self._bar.show()
        self._count.show()
        self._stop.setVisible(self._job is not None and self._job.stoppable)

    def _stopped(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._stop.setEnabled(False)
            self._words.setText(_("Wordt gestopt…"))

    @Slot()
    def _over(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self._text_timer.stop()
            self._bar_timer.stop()
            self.hide()
