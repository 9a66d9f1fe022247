"""The form in which an offer is written down, with its week beside it while one types (06)."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Site
from meedoenbalie.i18n import _
from meedoenbalie.services import catalogue, messages, registration
from meedoenbalie.services.catalogue import OfferLine
from meedoenbalie.services.desk import Done
from meedoenbalie.services.drafts import DraftKind
from meedoenbalie.ui.drafts import DraftKeeper, DraftTarget
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.offer_look import schedule_blocks, schedule_words
from meedoenbalie.ui.pages.offers.fields import OfferFields, Problems
from meedoenbalie.ui.pages.resident_form.parsing import Unreadable
from meedoenbalie.ui.shapes.form import FormPage
from meedoenbalie.ui.shortcuts import inside
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.typed import Boxes
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.pairs import Pairs
from meedoenbalie.ui.widgets.text import Text
from meedoenbalie.ui.widgets.week_planner import WeekPlanner

KEY = "offer_form"


class OfferFormPage(FormPage):
    """Adds an offer, or changes the one whose id it was opened with."""

    shows_others = False

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Aanbod toevoegen"))
        self._today = shell.desk.clock.today()
        self._line: OfferLine | None = None
        self._wanted: UUID | None = None
        self._wanted_draft: UUID | None = None
        self.fields: OfferFields | None = None
        self._boxes: Boxes | None = None
        self.keeper = DraftKeeper(
            shell,
            DraftKind.OFFER,
            self,
            typed=lambda: self._boxes.typed() if self._boxes is not None else {},
            put=lambda typed: self._boxes.put(typed) if self._boxes is not None else None,
            reset=lambda: self._boxes.reset() if self._boxes is not None else None,
            label=lambda name: self.fields.label(name) if self.fields is not None else name,
            begin_anew=self._begin_anew,
        )
        self.form.add_top(self.keeper.notice)
        self._week_so_far()
        self._error = Text("", "body", "danger", wrap=True)
        self.footer.add_left(Button(_("&Annuleren"), on_click=self._leave))
        self.footer.add_left(self._error)
        self.save = Button(_("&Opslaan"), "check", "primary", self._save)
        self.footer.add_right(self.save)
        inside(self, "Ctrl+S", _("opslaan"), self.save.click)

    def open_target(self, target: object) -> None:
        """Change the offer with that id, or go on with a draft."""
        self._wanted = target if isinstance(target, UUID) else None
        self._wanted_draft = target.id if isinstance(target, DraftTarget) else None

    def place(self) -> object:
        """Return the offer in the form."""
        return self._line.offer.id if self._line is not None else None

    def shown(self) -> None:
        """Read what the form needs, unless somebody is still typing in it."""
        if self.unsaved() and self._wanted == (self._line and self._line.offer.id):
            return
        desk = self.shell.desk

        def read() -> tuple[list[OfferLine], list[Site]]:
            return catalogue.find_offers(desk), registration.sites(desk)

        self.shell.tasks.read(read, self._fill, key=KEY)

    def unsaved(self) -> bool:
        return self.fields is not None and self.fields.changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the week below the form when there is no room beside it."""
        super().resizeEvent(event)
        self._place_week()

    def _week_so_far(self) -> None:
        now = theme()
        self._beside = self.add_aside()
        self._week_box = QWidget()
        column = QVBoxLayout(self._week_box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(8))
        column.addWidget(Text(_("Zo ziet de week eruit"), "body_strong"))
        self.week = WeekPlanner(compact=True)
        column.addWidget(self.week)
        self.week_words = Text("", "body", "ink2", wrap=True)
        column.addWidget(self.week_words)
        column.addStretch(1)
        self._sections = QVBoxLayout()
        self.form.body.addLayout(self._sections)
        self.form.body.addStretch(1)
        self._beside.body.addWidget(self._week_box)

    def _place_week(self) -> None:
        if self._beside.isHidden():
            self.form.body.insertWidget(1, self._week_box)
        else:
            self._beside.body.addWidget(self._week_box)

    def _fill(self, found: tuple[list[OfferLine], list[Site]]) -> None:
        self.keeper.leave()
        lines, sites = found
        self._line = next((line for line in lines if line.offer.id == self._wanted), None)
        if self.shell.site is not None and self.shell.site in sites:
            sites = [self.shell.site, *(site for site in sites if site != self.shell.site)]
        fields = OfferFields(self._today, sites, lines, self._show_week)
        if self._line is not None:
            fields.fill(self._line)
        self.fields = fields
        change = self._line is not None
        self._name = _("Aanbod wijzigen") if change else _("Aanbod toevoegen")
        self.head.set_title(self._name)
        self.head.set_subtitle(self._line.offer.title if self._line is not None else "")
        self._error.setText("")
        clear_layout(self._sections)
        for title, rows in _sections(fields, change=change):
            self._sections.addWidget(_section(title, rows, fields))
        self._show_week()
        fields.inputs["title"].box.setFocus()
        self._boxes = Boxes({name: each.box for name, each in fields.inputs.items()})
        self._boxes.listen(self.keeper.changed)
        self._follow()

    def _follow(self, *, restore: bool = True) -> None:
        offer = self._line.offer if self._line is not None else None
        wanted, self._wanted_draft = self._wanted_draft, None
        self.keeper.follow(
            str(offer.id) if offer is not None else "",
            version=offer.version if offer is not None else 0,
            wanted=wanted,
            restore=restore,
        )

    def _begin_anew(self) -> None:
        """Leave what is typed as a draft and begin another offer."""
        self.keeper.leave()
        if self._boxes is not None:
            self._boxes.reset()
        self._follow(restore=False)

    def _show_week(self) -> None:
        if self.fields is None:
            return
        try:
            schedule = self.fields.week()
        except Unreadable as error:
            self.fields.inputs["schedule"].set_error(str(error))
            self.week.set_blocks(())
            self.week_words.setText(_("Nog niet te lezen."))
            return
        self.fields.inputs["schedule"].set_error("")
        self.week.set_blocks(schedule_blocks(schedule, self.fields.kind()))
        typed = bool(schedule.text.strip())
        empty = _("Typ het weekrooster links. Het verschijnt hier.")
        self.week_words.setText(schedule_words(schedule) if typed or schedule.choices else empty)

    def _save(self) -> None:
        if self.fields is None:
            return
        try:
            provider, values = self.fields.values()
        except Problems as error:
            self._refuse(error.problems)
            return
        desk, line = self.shell.desk, self._line
        self.save.setEnabled(False)

        def write() -> Done[Offer]:
            if line is None:
                return catalogue.add_offer(desk, provider, **values)
            return catalogue.change_offer(desk, line.offer.id, provider, **values)

        self.shell.tasks.write(write, self._saved, self._failed)

    def _saved(self, done: Done[Offer]) -> None:
        self.save.setEnabled(True)
        if self.fields is not None:
            self.fields.saved()
        self.keeper.done()
        self.shell.saved(_("Opgeslagen: {title}").format(title=done.result.title), done.changed)
        self._close()
        self.shell.go("offers", done.result.id)

    def _failed(self, error: Exception) -> bool:
        self.save.setEnabled(True)
        problems = messages.field_problems(error)
        if problems:
            self._refuse(problems)
            return True
        text = messages.explain(error)
        self._error.setText(text or "")
        return text is not None

    def _refuse(self, problems: dict[str, str]) -> None:
        if self.fields is not None:
            self.fields.show_problems(problems)
        self._error.setText(_("Nog niet opgeslagen. Kijk de rode velden na."))

    def _leave(self) -> None:
        self._close()
        self.shell.back()

    def _close(self) -> None:
        self.keeper.leave()
        self._wanted = None
        self.fields = None
        self._boxes = None


_Rows = tuple[tuple[str, ...], ...]
_WIDE = frozenset({"description", "schedule", "continuous_intake", "forms", "active"})


def _sections(fields: OfferFields, *, change: bool) -> tuple[tuple[str, _Rows], ...]:
    travel = fields.travel
    ways = tuple(travel[place : place + 2] for place in range(0, len(travel), 2))
    running: _Rows = (("active",),) if change else ()
    return (
        (
            _("Wat is het?"),
            (("kind", "code"), ("title", "provider"), ("description",), ("work_kind",)),
        ),
        (
            _("Waar?"),
            (("address", "place"), ("position",), *ways),
        ),
        (
            _("Wanneer?"),
            (
                ("schedule",),
                ("start_dates",),
                ("continuous_intake",),
                ("ends_on", "holiday_region"),
                ("weeks", "hours_total"),
            ),
        ),
        (
            _("Voor wie?"),
            (
                ("minimum_age", "maximum_age"),
                ("level_from", "level_to"),
                ("literacy_needed", "support_languages"),
                ("residence_phases",),
            ),
        ),
        (
            _("Hoe gaat het daar?"),
            (
                ("forms",),
                ("group_from", "group_to"),
                ("first_step", "tuned_to"),
                ("childcare", "accessible"),
            ),
        ),
        (_("Hoeveel plaatsen?"), (("places", "places_total"), ("places_confirmed_on",), *running)),
        (_("Wat kost het?"), (("cost_cents", "cost_payer"),)),
        (
            _("Welke papieren?"),
            (
                ("work_permit", "work_permit_applicant"),
                ("work_permit_valid_until",),
                ("conduct_certificate", "certificate_state"),
                ("certificate_applicant", "certificate_valid_until"),
            ),
        ),
        (_("Bij wie vraagt u het na?"), (("contact_name", "phone"), ("email",))),
    )


def _section(title: str, rows: _Rows, fields: OfferFields) -> QWidget:
    now = theme()
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, now.px(16))
    column.setSpacing(now.px(12))
    column.addWidget(Text(title, "section"))
    pairs: list[tuple[QWidget, ...]] = []
    for names in rows:
        boxes = tuple(fields.inputs[name].widget for name in names)
        alone = len(names) == 1 and names[0] not in _WIDE
        pairs.append((*boxes, QWidget()) if alone else boxes)
    column.addWidget(Pairs(pairs))
    return box
