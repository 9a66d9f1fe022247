"""Inzage en wissen (17): all that is held, on the screen and on paper; erasing beside it."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from meedoenbalie.domain.people import Resident
from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services import erasing, inzage, messages, rights
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.erasing import Meaning
from meedoenbalie.services.inzage import Inzage, Part
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.dossier_rights.erase_pane import ErasePane
from meedoenbalie.ui.pages.dossier_rights.person import PersonBlock
from meedoenbalie.ui.pages.dossier_rights.words import called, mentioned
from meedoenbalie.ui.pages.saved_file import ask_where, documents, made_notice
from meedoenbalie.ui.shapes.form import FormPage
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.notices import EmptyState, Notice
from meedoenbalie.ui.widgets.text import Text

KEY = "dossier_rights"
_SHOWN = {"resident", "contact", "consent", "referral", "referral_event", "information_given"}

_Found = tuple[Inzage, tuple[Part, ...], Meaning]


class DossierRightsPage(FormPage):
    """What is held at the left, erasing at the right. Shows one person only."""

    shows_others = False

    def __init__(self, shell: Shell) -> None:
        super().__init__(
            shell, _("Inzage en wissen"), _("wat het programma van één persoon bewaart")
        )
        self._resident_id: UUID | None = None
        self._found: _Found | None = None
        self.head.add_action(Button(_("&Terug naar Bewoners"), "arrow-left", on_click=self._back))
        body = self.form.body
        self._empty = EmptyState(
            _("Kies een bewoner. Bij Gegevens en toestemming staat Inzage en wissen."),
            _("Naar &Bewoners"),
            self._back,
            "shield-check",
        )
        body.addWidget(self._empty, 1)
        self._outcome = QVBoxLayout()
        body.addLayout(self._outcome)
        self.person_block = PersonBlock(self._correct, self._restrict, self._lift)
        body.addWidget(self.person_block)
        self._answered = Button(_("Beantwoor&d"), "check", on_click=self._given, small=True)
        self.request = Notice("", "", "info", self._answered)
        body.addWidget(self.request)
        self._model: TableModel[Part] = TableModel(
            (
                Column(_("Wat we bewaren"), lambda part: part.heading, 200, strong=True),
                Column(_("Hoeveel"), lambda part: part.amount, 136),
                Column(
                    _("Waarom"),
                    lambda part: part.why,
                    ink=lambda _part: "ink2",
                    tooltip=lambda part: part.why,
                ),
                Column(
                    _("Met wie gedeeld"),
                    lambda part: ", ".join(part.shared) or _("niemand"),
                    122,
                    ink=lambda _part: "ink2",
                    tooltip=lambda part: ", ".join(part.shared),
                ),
            ),
            lambda part: part.key,
        )
        self.table = RowTable(self._model, _("Wat we bewaren"))
        body.addWidget(self.table)
        self._not_kept = Text(
            _("Niet bewaard: BSN, nationaliteit, geloof, afkomst, gezondheid."),
            "body",
            "ink2",
            wrap=True,
        )
        body.addWidget(self._not_kept)
        self.ask = Button(
            _("V&raag om inzage vastleggen"), "inbox", "quiet", self._asked, small=True
        )
        body.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        self.mentions = Notice("", "", "attention")
        body.addWidget(self.mentions)
        body.addStretch()
        aside = self.add_aside(336)
        self.erase_pane = ErasePane(self._erase)
        aside.body.addWidget(self.erase_pane, 1)
        self.as_json = Button(
            _("Als &JSON…"), "file-braces", on_click=lambda: self._print(as_json=True)
        )
        self.footer.add_left(self.as_json)
        self.footer.add_right(Text(_("gewone taal · Nederlands"), "caption", "ink2"))
        self.make = Button(
            _("&Inzage maken (PDF)…"), "printer", "primary", lambda: self._print(as_json=False)
        )
        self.footer.add_right(self.make)
        self._show_parts(False)

    def refresh(self, changed: Changes) -> None:
        if "shared_view" in changed:
            self._show_mentions()
        if changed & _SHOWN and self._resident_id is not None:
            self._read()

    def open_target(self, target: object) -> None:
        if isinstance(target, UUID):
            self._resident_id = target
            clear_layout(self._outcome)
            self._read(look=True)

    def person(self) -> UUID | None:
        return self._resident_id

    def place(self) -> object:
        return self._resident_id

    def print_document(self) -> bool:
        if self._found is None:
            return False
        self._print(as_json=False)
        return True

    def unsaved(self) -> bool:
        return bool(self.person_block.agreed.text())

    def _read(self, *, look: bool = False) -> None:
        """Read what is held; ``look`` notes that somebody began to look at it."""
        desk, resident_id = self.shell.desk, self._resident_id
        if resident_id is not None:
            self.shell.tasks.read(
                lambda: _look(desk, resident_id, look), self._show, self._failed, key=KEY
            )

    def _show(self, found: _Found) -> None:
        self._found = found
        held, parts, meaning = found
        self.person_block.show_person(held)
        self._model.set_rows(parts)
        row = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().height()
        self.table.setFixedHeight(head + row * len(parts) + theme().px(2))
        self.erase_pane.show_meaning(meaning, may=erasing.may_erase(self.shell.desk))
        self._show_parts(True)
        self._show_request(held)
        self._show_mentions()

    def _show_parts(self, on: bool) -> None:
        self._empty.setVisible(not on)
        for part in (self.person_block, self.table, self._not_kept, self.ask, self.erase_pane):
            part.setVisible(on)
        if not on:
            self.request.hide()
            self.mentions.hide()
        for way in (self.as_json, self.make):
            if on:
                way.enable()
            else:
                way.disable(_("Kies eerst iemand bij Bewoners"))

    def _show_request(self, held: Inzage) -> None:
        asked = held.dossier.resident.access_asked_on
        self.request.setVisible(asked is not None)
        self.ask.setVisible(asked is None)
        if asked is None:
            return
        due, name = rights.access_due(asked), called(held.dossier.resident)
        strong = _("Vraag gekregen op {day}.").format(day=formats.weekday_and_day(asked))
        if held.today > due:
            late = (held.today - due).days
            rest = ngettext(
                "{name} wacht al {n} dag te lang. De termijn was een maand.",
                "{name} wacht al {n} dagen te lang. De termijn was een maand.",
                late,
            ).format(name=name, n=late)
        else:
            rest = _(
                "{name} wil weten wat we bewaren. Antwoord moet binnen een maand: uiterlijk {day}."
            ).format(name=name, day=formats.weekday_and_day(due))
        self.request.set_tone("danger" if held.today > due else "info")
        self.request.set_message(strong, rest)

    def _show_mentions(self) -> None:
        found = self._found
        # Texts about others aren't for who looks along.
        show = found is not None and bool(found[2].mentions) and not self.shell.looking_along
        self.mentions.setVisible(show)
        if show and found is not None:
            self.mentions.set_message(*mentioned(found[2]))

    def _back(self) -> None:
        self.shell.go("residents", self._resident_id)

    def _correct(self) -> None:
        self.shell.go("resident_form", self._resident_id)

    def _restrict(self, agreed: str) -> None:
        desk, resident_id = self.shell.desk, self._resident_id
        if resident_id is None:
            return

        def refused(error: Exception) -> bool:
            problem = messages.field_problems(error).get("restriction")
            if problem is None:
                return self._failed(error)
            self.person_block.field.set_error(problem)
            return True

        self.shell.tasks.write(
            lambda: rights.restrict_use(desk, resident_id, agreed),
            lambda done: self._changed(done, _("Gebruik beperkt")),
            refused,
        )

    def _lift(self) -> None:
        desk, resident_id = self.shell.desk, self._resident_id
        if resident_id is not None:
            self.shell.tasks.write(
                lambda: rights.lift_restriction(desk, resident_id),
                lambda done: self._changed(done, _("Beperking opgeheven")),
                self._failed,
            )

    def _asked(self) -> None:
        desk, resident_id = self.shell.desk, self._resident_id
        if resident_id is not None:
            self.shell.tasks.write(
                lambda: rights.access_asked(desk, resident_id),
                lambda done: self._changed(done, _("Vraag om inzage vastgelegd")),
                self._failed,
            )

    def _given(self) -> None:
        desk, resident_id = self.shell.desk, self._resident_id
        if resident_id is not None:
            self.shell.tasks.write(
                lambda: rights.access_given(desk, resident_id),
                lambda done: self._changed(done, _("Inzage gegeven")),
                self._failed,
            )

    def _changed(self, done: Done[Resident], said: str) -> None:
        self.shell.saved(said, done.changed)
        self._read()

    def _print(self, *, as_json: bool) -> None:
        found = self._found
        if found is None:
            return
        resident = found[0].dossier.resident
        name = f"inzage-{resident.reference}"
        if as_json:
            out = ask_where(
                self, _("Inzage opslaan"), documents() / f"{name}.json", "JSON (*.json)"
            )
        else:
            out = ask_where(self, _("Inzage opslaan"), documents() / f"{name}.pdf", "PDF (*.pdf)")
        if out is None:
            return
        desk, demo = self.shell.desk, self.shell.demo
        self.make.disable(_("De inzage wordt gemaakt"))
        self.shell.tasks.write(
            lambda: _write(desk, resident.id, out, as_json=as_json, demo=demo),
            lambda _done: self._made(out),
            self._failed,
            label=_("Inzage maken"),
        )

    def _made(self, out: Path) -> None:
        self.make.enable()
        strong = _("De inzage is gemaakt.")
        self._say(made_notice(strong, out))
        self.shell.saved(strong)
        self._read()

    def _erase(self) -> None:
        desk, resident_id = self.shell.desk, self._resident_id
        if resident_id is None:
            return
        self.erase_pane.act.disable(_("Bezig met wissen"))
        self.shell.tasks.write(
            lambda: erasing.erase(desk, resident_id),
            self._erased,
            self._failed,
            label=_("Bezig met wissen…"),
        )

    def _erased(self, done: Done[Meaning]) -> None:
        meaning = done.result
        self._resident_id = self._found = None
        self._model.set_rows(())
        self.erase_pane.forget()
        self._show_parts(False)
        strong = _("{number} is voorgoed gewist.").format(number=meaning.resident.reference)
        names = ", ".join(provider.name for provider in meaning.told)
        rest = _("Bel {names}: die kregen gegevens en moeten ze ook wissen.").format(names=names)
        self._say(Notice(strong, rest if names else "", "good"))
        self.shell.saved(strong, done.changed)

    def _failed(self, error: Exception) -> bool:
        if self._found is not None:
            self._show_parts(True)
            self._show_request(self._found[0])
            self.erase_pane.show_meaning(self._found[2], may=erasing.may_erase(self.shell.desk))
        text = messages.explain(error)
        if text is None:
            return False
        self._say(Notice(text, "", "danger"))
        return True

    def _say(self, notice: Notice) -> None:
        clear_layout(self._outcome)
        self._outcome.addWidget(notice)


def _look(desk: Desk, resident_id: UUID, noted: bool) -> _Found:
    meaning = erasing.what_erasing_means(desk, resident_id)
    read = inzage.look_at if noted else inzage.held_about
    held = read(desk, resident_id)
    return held, inzage.parts_of_inzage(held), meaning


def _write(desk: Desk, resident_id: UUID, out: Path, *, as_json: bool, demo: bool) -> Inzage:
    if as_json:
        return inzage.save_json(desk, resident_id, out)
    return inzage.print_inzage(desk, resident_id, out, demo=demo)
