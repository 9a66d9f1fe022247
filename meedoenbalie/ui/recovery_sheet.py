"""The recovery code on paper: one page, printed, or written as PDF for a stick or a printer."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSaveFile, QSizeF
from PySide6.QtGui import (
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtWidgets import QDialog, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.tokens import tokens

_TEXT_PT = 11


def print_sheet(code: str, site: str, parent: QWidget) -> bool:
    """Ask for a printer and print; return whether the user did not cancel."""
    # Loading the printers of a system takes long, and only this act needs them.
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    _document(code, site, printer).print_(printer)
    return True


def write_sheet(code: str, site: str, path: Path) -> None:
    """Write the page as PDF. Raises OSError."""
    file = QSaveFile(str(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        raise OSError(file.errorString())
    writer = QPdfWriter(file)
    writer.setTitle(_("Herstelcode"))
    page = tokens().pdf
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        QMarginsF(page.margin_mm, page.margin_mm, page.margin_mm, page.margin_mm),
        QPageLayout.Unit.Millimeter,
    )
    writer.setPageLayout(layout)
    _document(code, site, writer).print_(writer)
    if not file.commit():
        raise OSError(file.errorString())


def _document(code: str, site: str, device: QPagedPaintDevice) -> QTextDocument:
    words = (
        _("Herstelcode"),
        _("Alleen hiermee komt u binnen als iedereen de wachtzin vergeet."),
        _("Leg dit blad in de kluis van de locatie. Bewaar de code niet op de computer."),
        _("Wie het bestand én deze code heeft, kan alles lezen."),
    )
    title, *lines = (escape(text) for text in words)
    groups = "".join(f"<td>{escape(group)}</td>" for group in code.split("-"))
    document = QTextDocument()
    # Not the font of the window: its figures of equal width cannot be copied from a PDF.
    document.setDefaultFont(QFont(tokens().type.family, _TEXT_PT))
    document.setHtml(
        "<style>h1, h2 { font-weight: 400 } td { font-size: 19pt; padding: 12px 10px }</style>"
        f"<h1>Meedoenbalie</h1><h2>{title} · {escape(site)}</h2>"
        f"<table border='1' cellspacing='0' style='border-style: solid'><tr>{groups}</tr></table>"
        + "".join(f"<p>{line}</p>" for line in lines)
    )
    size = device.pageLayout().paintRectPixels(96).size()
    document.setPageSize(QSizeF(size))
    return document
