"""The recovery code on paper: one page, printed, or written as PDF for a stick or a printer."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSaveFile, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QDialog, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.tokens import tokens


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
    document = QTextDocument()
    document.setHtml(
        f"<h1>Meedoenbalie</h1><h2>{title} · {escape(site)}</h2>"
        f"<p style='font-size:22pt; letter-spacing:2px'>{escape(code).replace('-', ' &nbsp; ')}</p>"
        + "".join(f"<p style='font-size:11pt'>{line}</p>" for line in lines)
    )
    size = device.pageLayout().paintRectPixels(96).size()
    document.setPageSize(QSizeF(size))
    return document
