"""What the leaflet says of an offer in each language, and whether a native speaker read it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from meedoenbalie.domain.offer_texts import OfferText
from meedoenbalie.domain.people import Site
from meedoenbalie.i18n import _, formats
from meedoenbalie.services import leaflets, messages
from meedoenbalie.services.desk import Done
from meedoenbalie.services.drafts import DraftKind
from meedoenbalie.services.leaflets import Words
from meedoenbalie.ui.drafts import DraftKeeper
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.offer_texts.check import CheckPanel
from meedoenbalie.ui.pages.offer_texts.form import TextForm
from meedoenbalie.ui.pages.offer_texts.languages import LanguageTiles
from meedoenbalie.ui.pages.offer_texts.offer import OfferInWords, read_offer
from meedoenbalie.ui.pages.outcome import Outcome
from meedoenbalie.ui.pages.saved_file import ask_where, documents, made_notice
from meedoenbalie.ui.shapes.form import FormPage
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.text import Line, Text

KEY = "offer_texts"
_SHOWS = frozenset({"offer", "offer_text", "provider", "site"})


class OfferTextsPage(FormPage):
    """Write the texts of the offer whose id the page was opened with, language by language."""

    shows_others = False

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Teksten voor de folder"))
        OwnKeys(self, "Esc", _("bewaar en ga terug"))
        # Dutch first: it is what the others are translated from.
        self._languages = sorted(leaflets.languages(), key=lambda words: not words.is_dutch)
        self._tag = next((one.tag for one in self._languages if not one.is_dutch), leaflets.DUTCH)
        self._wanted: UUID | None = None
        self._found = OfferInWords()
        self._then: Callable[[], None] | None = None
        body = self.form.body
        self._outcome = Outcome()
        body.addLayout(self._outcome)
        intro = _(
            "Wat leeg blijft, maakt de folder zelf uit de gegevens van het aanbod. "
            "De tekst van de aanbieder staat er dan in het Nederlands onder."
        )
        body.addWidget(Text(intro, "body", "ink2", wrap=True))
        self.tiles = LanguageTiles()
        self.tiles.wanted.connect(self._want)
        body.addWidget(self.tiles)
        body.addWidget(Line())
        self.texts = TextForm()
        self.keeper = DraftKeeper(
            shell,
            DraftKind.OFFER_TEXT,
            self,
            typed=lambda: self.texts.boxes.typed() if self.unsaved() else {},
            put=self.texts.boxes.put,
            reset=self.texts.boxes.reset,
            label=lambda name: self.texts.lines[name].field.box.accessibleName(),
        )
        self.texts.edited.connect(self._edited)
        self.texts.edited.connect(self.keeper.changed)
        body.addWidget(self.keeper.notice)
        body.addWidget(self.texts)
        body.addWidget(Line())
        self.check = CheckPanel()
        self.check.read_by.connect(self._mark)
        body.addWidget(self.check)
        body.addStretch(1)
        self.footer.add_left(Button(_("&Terug"), "arrow-left", on_click=self._leave))
        self._error = Text("", "body", "danger", wrap=True)
        self.footer.add_left(self._error)
        self.preview = Button(_("&Folder bekijken…"), "printer", on_click=self._ask_preview)
        self.footer.add_right(self.preview)
        self.save = Button(_("&Opslaan"), "check", "primary", self._save)
        self.footer.add_right(self.save)
        self._show_language()

    def open_target(self, target: object) -> None:
        """Show the texts of the offer with that id, in a language when one is named."""
        if isinstance(target, tuple):
            target, self._tag = target
        if isinstance(target, UUID):
            self._wanted = target

    def place(self) -> object:
        """Return the offer and the language."""
        return (self._wanted, self._tag) if self._wanted is not None else None

    def shown(self) -> None:
        """Read the offer; what was typed for another one is saved first."""
        if not (self.unsaved() and self._found.id == self._wanted):
            self._saved_first(self._read)

    def refresh(self, changed: Changes) -> None:
        if _SHOWS & changed:
            self._read()

    def unsaved(self) -> bool:
        return self._found.offer is not None and self.texts.changed()

    def print_document(self) -> bool:
        self.preview.click()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back; what was typed is saved first."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _words(self) -> Words:
        return next(one for one in self._languages if one.tag == self._tag)

    def _text(self) -> OfferText | None:
        return self._found.texts.get(self._words().language)

    def _read(self) -> None:
        desk, wanted = self.shell.desk, self._wanted
        self.shell.tasks.read(lambda: read_offer(desk, wanted), self._show, self._failed, key=KEY)

    def _show(self, found: OfferInWords) -> None:
        another = self._found.id != found.id
        typing = self.unsaved() and not another
        self._found = found
        self.head.set_subtitle(found.offer.title if found.offer is not None else "")
        self._allow_preview()
        if typing:
            self._show_tiles()
        else:
            self._show_language()
        if another:
            self._outcome.clear()
            self.texts.lines["title"].box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_tiles(self) -> None:
        self.tiles.show_languages(self._languages, self._found.texts, self._tag)

    def _show_language(self) -> None:
        words, offer = self._words(), self._found.offer
        self._show_tiles()
        self.texts.setEnabled(offer is not None)
        self.keeper.leave()
        if offer is not None:
            text = self._text()
            self.texts.fill(words, text, offer, self._found.dutch)
            version = text.version if text is not None else 0
            self.keeper.follow(f"{offer.id} {self._tag}", version=version)
        self.check.show_state(words, self._text())
        self._edited()

    def _edited(self) -> None:
        self._error.setText("")
        changed = self.unsaved()
        if changed:
            self.save.enable()
        else:
            self.save.disable(_("Alles is opgeslagen"))
        if self._text() is None:
            self.check.allow(_("Schrijf eerst een tekst en sla die op"))
        else:
            self.check.allow(_("Sla de tekst eerst op") if changed else "")

    def _want(self, tag: str) -> None:
        """Show another language; what was typed in this one is saved first."""

        def show() -> None:
            self._tag = tag
            self._show_language()

        # The tile that was pressed is on already; a refusal has to take that back.
        self._show_tiles()
        self._saved_first(show)

    def _saved_first(self, then: Callable[[], None]) -> None:
        if self.unsaved():
            self._then = then
            self._save()
        else:
            then()

    def _save(self) -> None:
        offer = self._found.offer
        if offer is None:
            return
        desk, values, tag = self.shell.desk, self.texts.values(), self._tag
        self.save.disable(_("Bezig met opslaan…"))
        self.shell.tasks.write(
            lambda: leaflets.set_offer_text(desk, offer.id, tag, **values),
            self._saved,
            self._refused,
        )

    def _mark(self, name: str) -> None:
        offer = self._found.offer
        if offer is None:
            return
        desk, tag = self.shell.desk, self._tag
        self.check.allow(_("Bezig met opslaan…"))
        self.shell.tasks.write(
            lambda: leaflets.mark_checked(desk, offer.id, tag, name),
            self._saved,
            self._refused,
        )

    def _saved(self, done: Done[OfferText]) -> None:
        text = done.result
        self._found.texts[text.language] = text
        self.texts.saved()
        self.keeper.done()
        self._show_language()
        name = formats.language_name(text.language)
        said = _("Nagekeken: {language}") if text.checked else _("Tekst opgeslagen: {language}")
        self.shell.saved(said.format(language=name), done.changed)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _refused(self, error: Exception) -> bool:
        self._then = None
        self._edited()
        problems = messages.field_problems(error)
        if "checked_by" in problems:
            self.check.field.set_error(problems.pop("checked_by"))
            return True
        if problems:
            self.texts.show_problems(problems)
            self._error.setText(_("Nog niet opgeslagen. Kijk de rode velden na."))
            return True
        text = messages.explain(error)
        self._error.setText(text or "")
        return text is not None

    def _ask_preview(self) -> None:
        self._saved_first(self._make_preview)

    def _site(self) -> Site | None:
        return self.shell.site or next(iter(self._found.sites), None)

    def _allow_preview(self) -> None:
        if self._site() is None:
            self.preview.disable(_("Voor een folder is eerst een locatie nodig"))
        else:
            self.preview.enable()

    def _make_preview(self) -> None:
        offer, site = self._found.offer, self._site()
        if offer is None or site is None:
            return
        first = documents() / f"folder-{offer.code}-{self._tag}.pdf"
        out = ask_where(self, _("Folder opslaan"), first, _("PDF (*.pdf)"))
        if out is None:
            return
        desk, tag, demo = self.shell.desk, self._tag, self.shell.demo

        def make() -> Path:
            return leaflets.preview_leaflet(
                desk, offer.id, tag, site.id, out, person=desk.user.name, demo=demo
            )

        self.preview.disable(_("De folder wordt gemaakt"))
        self.shell.tasks.write(make, self._made, self._failed, label=_("Folder maken"))

    def _made(self, out: Path) -> None:
        self._allow_preview()
        self._outcome.say(made_notice(_("De folder is gemaakt. Er is niets vastgelegd."), out))
        self._to_outcome()
        self.shell.say(_("Folder gemaakt: {name}").format(name=out.name))

    def _failed(self, error: Exception) -> bool:
        self._allow_preview()
        known = self._outcome.explain(error)
        self._to_outcome()
        return known

    def _to_outcome(self) -> None:
        self.form.scroller.ensureVisible(0, 0, 0, theme().px(20))

    def _leave(self) -> None:
        self._saved_first(self.shell.back)
