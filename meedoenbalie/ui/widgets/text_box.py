"""A line to type in that hears every way of typing."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget


class TextBox(QLineEdit):
    """``textEdited`` comes also for what a screen reader or a voice puts in the line.

    Qt itself tells only of keys. What is put in while the keyboard is elsewhere is finished too.
    What the program sets stays silent, as with Qt.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._told = False
        self._by_program = False
        self.textEdited.connect(self._remember)
        self.textChanged.connect(self._tell)

    def setText(self, text: str | None) -> None:
        """Show a text that nobody typed."""
        before, self._by_program = self._by_program, True
        try:
            super().setText(text or "")
        finally:
            self._by_program = before

    def clear(self) -> None:
        """Show nothing; nobody typed that either."""
        self.setText("")

    def _remember(self, _text: str) -> None:
        self._told = True

    # With keys Qt says textEdited first and textChanged after it.
    def _tell(self, text: str) -> None:
        told, self._told = self._told, False
        if not told and not self._by_program:
            self.textEdited.emit(text)
            self._told = False
            if not self.hasFocus():
                self.editingFinished.emit()
