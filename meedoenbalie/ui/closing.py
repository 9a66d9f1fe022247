"""Closing a desk that was taken off the screen: a back-up first, if anything changed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer

from meedoenbalie.i18n import _
from meedoenbalie.ui.context import AppContext, OpenedDesk
from meedoenbalie.ui.tasks import Progress, Tasks


def _nothing() -> None:
    """Do nothing more."""


class Closing:
    """What is left to do for a desk whose pages are gone. ``threads`` were told to stop."""

    def __init__(self, context: AppContext, opened: OpenedDesk, threads: Sequence[Tasks]) -> None:
        self._context = context
        self._opened = opened
        self._threads = threads
        self._failed = False

    def begin(
        self,
        door: Tasks,
        on_failed: Callable[[str], object],
        then: Callable[[], object] = _nothing,
    ) -> None:
        """Do it on the thread of the first screen: unlocking waits its turn there.

        ``on_failed`` hears why no back-up was made; ``then`` is called when the store is closed,
        but not when the back-up failed: a person has to see that.
        """

        def failed(error: Exception) -> bool:
            self._failed = True
            text = self._context.explain(error)
            if text is not None:
                on_failed(text)
            return text is not None

        def forget(_none: None) -> None:
            for thread in self._threads:
                thread.deleteLater()
            # Pages and what they showed are gone; this frees what pointed at each other.
            QTimer.singleShot(0, gc.collect)
            if not self._failed:
                then()

        if self._context.back_up is not None:
            door.work(self._back_up, lambda _none: None, failed, label=_("Back-up maken…"))
        door.write(self._close, forget)

    def _back_up(self, progress: Progress) -> None:
        self._join()
        if self._context.back_up is not None:
            self._context.back_up(self._opened, progress)

    def _close(self) -> None:
        self._join()
        self._context.close(self._opened)

    def _join(self) -> None:
        for thread in self._threads:
            thread.join()
