"""The weekly referral report: choose, look at the figures, make the file, open it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout

from meedoenbalie.domain.people import Site
from meedoenbalie.i18n import _, formats
from meedoenbalie.services import registration, reporting
from meedoenbalie.services.reporting import Printed, WeeklyFigures
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.outcome import Outcome
from meedoenbalie.ui.pages.saved_file import documents
from meedoenbalie.ui.pages.weekly_report.week_switch import WeekSwitch, week_words
from meedoenbalie.ui.shapes.form import FormPage
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import KeyValueGrid
from meedoenbalie.ui.widgets.inputs import Choice, Field
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.text import Text
from meedoenbalie.ui.widgets.text_box import TextBox

KEY = "weekly_report"
_SHOWS = frozenset({"referral", "referral_event", "information_given", "site", "resident"})


class WeeklyReportPage(FormPage):
    """Site, week and place of the file at the left; the figures of that week beside it."""

    def __init__(self, shell: Shell) -> None:
        subtitle = _("doorverwijzingen van één week, als PDF of werkblad")
        super().__init__(shell, _("Weekrapport"), subtitle)
        now = theme()
        self._sites: tuple[Site, ...] = ()
        self._folder = documents()
        self._named_by_hand = False
        self._outcome = Outcome()
        self.form.body.addLayout(self._outcome)
        self.form.body.setSpacing(now.px(18))
        self.site = Choice()
        self.site.activated.connect(lambda _number: self._chosen())
        self.form.body.addWidget(Field(_("Locatie"), self.site))
        today = shell.desk.clock.today()
        self.week = WeekSwitch(reporting.last_full_week(shell.desk), today)
        self.week.changed.connect(self._chosen)
        self.form.body.addWidget(Field(_("Week"), self.week))
        self.form.body.addLayout(self._place())
        self.names = QCheckBox(_("Met n&amen; anders staan er nummers van bewoners"))
        self.names.setChecked(True)
        self.form.body.addWidget(self.names)
        words = _(
            "Het rapport gaat over personen. Bewaar het op een plek waar alleen uw team bij kan, "
            "en gooi een oude versie weg. Eindigt de naam op .xlsx, dan wordt het een werkblad."
        )
        self.form.body.addWidget(Text(words, "caption", "ink2", wrap=True))
        self.form.body.addStretch(1)
        self._figures = self._beside()
        self.footer.add_left(Button(_("&Terug"), "arrow-left", on_click=shell.back))
        self.make = Button(_("PDF &maken"), "printer", "primary", self._make)
        self.footer.add_right(self.make)

    def shown(self) -> None:
        self._outcome.clear()
        desk = self.shell.desk
        self.shell.tasks.read(lambda: registration.sites(desk), self._take_sites, key=KEY)

    def refresh(self, changed: Changes) -> None:
        if _SHOWS & changed:
            self.shown()

    def print_document(self) -> bool:
        """Make the report."""
        self.make.click()
        return True

    def _place(self) -> QVBoxLayout:
        now = theme()
        self.path = TextBox()
        self.path.textEdited.connect(lambda _text: self._by_hand())
        self.path.textChanged.connect(self._name_act)
        column = QVBoxLayout()
        self.path_field = Field(_("Opslaan als"), self.path)
        column.setSpacing(now.px(8))
        column.addWidget(self.path_field)
        row = QHBoxLayout()
        row.addWidget(Button(_("Plek &kiezen…"), "folder-open", on_click=self._choose, small=True))
        row.addStretch(1)
        column.addLayout(row)
        return column

    def _beside(self) -> KeyValueGrid:
        aside = self.add_aside()
        self._heading = Text("", "body_strong", wrap=True)
        aside.body.addWidget(self._heading)
        figures = KeyValueGrid(name_width=170)
        aside.body.addWidget(figures)
        self._as_of = Text("", "caption", "ink2", wrap=True)
        aside.body.addWidget(self._as_of)
        aside.body.addStretch(1)
        return figures

    def _take_sites(self, sites: list[Site]) -> None:
        chosen = self._site() if self._sites else self.shell.site
        self._sites = tuple(sites)
        self.site.clear()
        for site in self._sites:
            self.site.addItem(site.name, site.code)
        if len(self._sites) != 1:
            self.site.addItem(_("Alle locaties"), None)
        self.site.set_value(chosen.code if chosen is not None else None)
        if self.site.currentIndex() < 0:
            self.site.setCurrentIndex(0)
        self._chosen()

    def _site(self) -> Site | None:
        code = self.site.value()
        return next((site for site in self._sites if site.code == code), None)

    def _chosen(self) -> None:
        self._outcome.clear()
        site, week = self._site(), self.week.week
        if not self._named_by_hand:
            name = site.code if site is not None else _("alle")
            self.path.setText(str(self._folder / f"weekrapport-{name}-{week}.pdf"))
        desk, code = self.shell.desk, site.code if site is not None else None
        self.shell.tasks.read(
            lambda: reporting.weekly_figures(desk, code, str(week)),
            self._show_figures,
            self._failed,
            key="weekly figures",
        )

    def _show_figures(self, figures: WeeklyFigures) -> None:
        site = self._site()
        where = site.name if site is not None else _("Alle locaties")
        self._heading.setText(f"{where}\n{week_words(figures.week)}")
        week = figures.weeks[-1]
        told = _("{told} van {ended}").format(told=week.told_back, ended=week.ended)
        self._figures.set_pairs(
            (
                (_("Voorgelicht"), formats.number(week.informed)),
                (_("Verwezen"), formats.number(week.sent)),
                (_("Eerste reactie"), formats.number(week.answered)),
                (_("Gestart"), formats.number(week.started)),
                (_("Voortijdig gestopt"), formats.number(week.stopped)),
                (_("Loopt op die dag"), formats.number(figures.open_referrals)),
                (_("Teruggekoppeld dit jaar"), told),
            )
        )
        words = _("Geteld tot en met {day}.").format(day=formats.long_day(figures.as_of))
        if figures.provisional:
            words = _("{words} De week loopt nog: het rapport heet dan voorlopig.").format(
                words=words
            )
        self._as_of.setText(words)

    def _name_act(self, name: str) -> None:
        workbook = name.strip().casefold().endswith(".xlsx")
        self.make.setText(_("Werkblad &maken") if workbook else _("PDF &maken"))

    def _by_hand(self) -> None:
        self._named_by_hand = True
        self.path_field.set_error("")

    def _choose(self) -> None:
        chosen, kind = QFileDialog.getSaveFileName(
            self, _("Weekrapport opslaan"), self.path.text(), "PDF (*.pdf);;Excel (*.xlsx)"
        )
        if chosen:
            path = Path(chosen)
            self._folder = path.parent
            suffix = ".xlsx" if "xlsx" in kind else ".pdf"
            self.path.setText(str(path if path.suffix else path.with_suffix(suffix)))
            self._by_hand()

    def _make(self) -> None:
        text = self.path.text().strip()
        if not text:
            self.path_field.set_error(_("Kies waar het bestand komt."))
            self.path.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        site, desk, out = self._site(), self.shell.desk, Path(text)
        code, week, demo = site.code if site else None, str(self.week.week), self.shell.demo
        names = self.names.isChecked()
        self.make.setEnabled(False)
        self.shell.tasks.write(
            lambda: reporting.weekly_report(desk, code, week, out, names=names, demo=demo),
            self._made,
            self._failed,
            label=_("Weekrapport maken"),
        )

    def _made(self, printed: Printed) -> None:
        self.make.setEnabled(True)
        self.path_field.set_error("")
        open_it = Button(
            _("&Openen"), "file-text", on_click=lambda: _open(printed.path), small=True
        )
        strong = _("Het weekrapport is gemaakt.")
        self._outcome.say(Notice(strong, printed.path.name, "good", open_it))
        self.shell.say(_("Weekrapport gemaakt: {name}").format(name=printed.path.name))
        open_it.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> bool:
        self.make.setEnabled(True)
        return self._outcome.explain(error)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
