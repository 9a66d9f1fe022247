"""The talk (*Gesprek*): who, wishes, talents, the week and consent, in two languages."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.people import Resident
from meedoenbalie.i18n import _
from meedoenbalie.i18n.talk import desk_texts
from meedoenbalie.i18n.talk_questions import STEPS
from meedoenbalie.services import conversation
from meedoenbalie.services.desk import Done
from meedoenbalie.services.drafts import DraftKind, Typed
from meedoenbalie.ui.drafts import DraftKeeper, DraftTarget
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.conversation.feet import LanguageFooter, StepFooter
from meedoenbalie.ui.pages.conversation.head import TalkActs
from meedoenbalie.ui.pages.conversation.held import HeldTalk
from meedoenbalie.ui.pages.conversation.languages import LanguageGrid
from meedoenbalie.ui.pages.conversation.record import Hearing, Recording
from meedoenbalie.ui.pages.conversation.side import SideOfSteps
from meedoenbalie.ui.pages.conversation.so_far import SoFar, told_of
from meedoenbalie.ui.pages.conversation.target import NEW, Newcomer
from meedoenbalie.ui.pages.doubles.notice import DoubleNotice
from meedoenbalie.ui.pages.resident_form.who import typed_person
from meedoenbalie.ui.pages.saved_file import ask_where, documents, made_notice
from meedoenbalie.ui.shapes.form import FormPage
from meedoenbalie.ui.shortcuts import inside
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.layout import in_order_after
from meedoenbalie.ui.widgets.notices import Notice, Tone
from meedoenbalie.ui.widgets.text import Text

_PAUSE_MS = 200
_STEPS_WIDTH, _ASIDE_WIDTH = 186, 250


class ConversationPage(FormPage):
    """A talk with somebody new, from the queue, or known; what is half-told waits as a draft."""

    shows_others = False

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Gesprek"))
        self._target: UUID | str = NEW
        self._named = False
        self._choosing = True
        self.notice = Notice("", tone="attention")
        self.notice.hide()
        self.form.add_top(self.notice)
        self._sheet_notice: QWidget | None = None
        # Where there is no room for the steps, which say it too.
        self._doubt = Text("", "caption", "warn", wrap=True)
        self._doubt.setContentsMargins(theme().px(28), theme().px(8), theme().px(28), 0)
        self._doubt.hide()
        self.form.add_top(self._doubt)
        self._side = SideOfSteps()
        self.add_steps(_STEPS_WIDTH).body.addWidget(self._side)
        self.so_far = SoFar()
        self.add_aside(_ASIDE_WIDTH).body.addWidget(self.so_far)
        self.talk = HeldTalk(shell, self.form.body, self._side, self._edited)
        hearing = Hearing(self._recorded, self._wrong, self._merged, self._failed)
        self._recording = Recording(shell, self.talk, hearing)
        self.keeper = DraftKeeper(
            shell,
            DraftKind.CONVERSATION,
            self,
            typed=self.talk.typed,
            put=self._put,
            reset=self._put_back,
            label=lambda name: self.talk.form.label(name) if self.talk.form else name,
        )
        self.form.add_top(self.keeper.notice)
        self.doubles = DoubleNotice(
            shell,
            lambda: typed_person(self.talk.form.who.bound) if self.talk.form else None,
            partial(shell.go, "residents"),
        )
        # Only beside the question who somebody is (04c).
        self._beside_who = QWidget()
        room = QVBoxLayout(self._beside_who)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.doubles)
        self.form.add_top(self._beside_who)
        self.languages = LanguageGrid()
        self.form.body.addWidget(self.languages, 1)
        self.acts = TalkActs(
            self.head,
            self.set_language,
            self.ask_language,
            self.print_document,
            self.later,
            self._toggle_so_far,
        )
        self._language_footer = LanguageFooter(partial(self.set_language, ""), self.go_on)
        self.form.add_bottom(self._language_footer)
        self._feet = StepFooter(self.footer, self.go_back, self.next_step, self.finish)
        self.languages.accepted.connect(self.go_on)
        self.languages.chosen.connect(self._language_footer.name_language)
        self._told = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._told.timeout.connect(self._show_told)
        inside(self, "Alt+Left", _("vorige stap"), self.go_back)
        inside(self, "Alt+Right", _("volgende stap"), self.next_step)
        inside(self, "Ctrl+S", _("bewaar wat er tot nu toe staat"), self.keeper.keep)
        self._begin(NEW)

    # -- page -------------------------------------------------------------------------------

    def shown(self) -> None:
        """Let the young person look along; begin with somebody new when nobody was named."""
        if not self._named and not self.unsaved():
            self.open_target(NEW)
        self._named = False
        if not self.shell.looking_along:
            self.shell.toggle_shared_view()
        self._focus()

    def open_target(self, target: object) -> None:
        """Begin a talk: ``NEW``, a ``Newcomer``, a resident (an id), or go on with a draft."""
        self._named = True
        if isinstance(target, UUID) and target == self._target and self.unsaved():
            return
        self.keeper.leave()
        self._begin(target)
        if isinstance(target, UUID):
            self._recording.read_resident(target, self._with_resident)
        elif isinstance(target, DraftTarget):
            self.set_language("")
            self.keeper.follow(wanted=target.id)
        else:
            self.keeper.follow(restore=False)
        if isinstance(target, Newcomer):
            self.talk.newcomer = target
            if target.language:
                self.set_language(target.language)

    def refresh(self, changed: Changes) -> None:
        """Read the partners again when they changed; say no more of others than may be seen."""
        if "provider" in changed:
            self._recording.read_partners()
        if "shared_view" in changed:
            self.doubles.show_anew()

    def person(self) -> UUID | None:
        """Return whom the talk is with; nobody yet when it is somebody new."""
        return self._target if isinstance(self._target, UUID) else None

    def place(self) -> object:
        """Return what shows the same talk again: its draft, or whom it is with."""
        kept = self.keeper.target() if self.unsaved() else None
        return self.person() or kept or NEW

    def unsaved(self) -> bool:
        """Return whether something was told that is not recorded."""
        return bool(self.talk.typed())

    def print_document(self) -> bool:
        """Make the pointing sheet in the language of the talk."""
        language = self.languages.code() if self._choosing else self.talk.language
        name = "-".join(part for part in (_("aanwijsblad"), language) if part)
        out = ask_where(self, _("Aanwijsblad"), documents() / f"{name}.pdf", "PDF (*.pdf)")
        if out is not None:
            desk = self.shell.desk
            self.shell.tasks.read(
                lambda: conversation.make_pointing_sheet(desk, language, out),
                self._sheet_made,
                self._recording.explain,
            )
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        self._show_parts()

    # -- steps ------------------------------------------------------------------------------

    def set_language(self, code: str) -> None:
        """Ask, or ask on, in a language (ISO 639-3); empty for that of the desk alone."""
        self.talk.pictures = self._language_footer.pictures.isChecked()
        self.talk.ask_in(code)
        self.acts.set_language(code)
        self._show_step(self.talk.step)
        self.keeper.changed()

    def go_on(self) -> None:
        """Go from *Welke taal?* to the questions in the chosen language."""
        self.set_language(self.languages.code())

    def ask_language(self) -> None:
        """Show *Welke taal?*."""
        self._choosing = True
        self._show_parts()
        self.languages.choose(self.talk.language)
        self._focus()

    def next_step(self) -> None:
        """Go to the next step, unless something in this one can't be read."""
        form, here = self.talk.form, self.talk.step
        if self._choosing or form is None or here == len(STEPS) - 1:
            return
        wrong = form.steps[here].show_problems(form.steps[here].read()[1])
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._show_step(here + 1)
        self.keeper.keep()

    def go_back(self) -> None:
        """Go to the step before; before the first stands *Welke taal?*."""
        if self._choosing:
            return
        if self.talk.step:
            self._show_step(self.talk.step - 1)
        else:
            self.ask_language()

    def later(self) -> None:
        """Keep what is told and go to Vandaag, where it waits."""
        kept = self.unsaved()
        self.keeper.leave()
        self._begin(NEW)
        if kept:
            self.shell.say(_("Bewaard als kladje. Het staat bij Vandaag."))
        self.shell.go("today")

    def finish(self) -> None:
        """Record the talk, or say where something is wrong."""
        self._recording.record()
        self._show_parts()

    # -- inside -----------------------------------------------------------------------------

    def _begin(self, target: object) -> None:
        """Show nobody's talk: an empty *Welke taal?*."""
        self._target = target if isinstance(target, UUID) else NEW
        self.doubles.begin(self.person())
        self._choosing = True
        self.notice.hide()
        self.talk.clear()
        self._language_footer.pictures.setChecked(False)
        self.languages.begin()
        self._show_parts()
        self._recording.read_partners()

    def _put(self, typed: Typed) -> None:
        self.talk.put(typed)
        self._language_footer.pictures.setChecked(self.talk.pictures)
        self.acts.set_language(self.talk.language)
        self._show_step(self.talk.step)

    def _put_back(self) -> None:
        self.talk.put_back()
        self._show_step(0)

    def _show_step(self, place: int) -> None:
        form = self.talk.form
        if form is None:
            return
        self.talk.step, self._choosing = place, False
        self._show_parts()
        # The form is made anew for each language; its inputs would come after the footer.
        in_order_after(form, *self._feet.stops())
        form.show_step(place)
        self.form.scroller.verticalScrollBar().setValue(0)
        self._side.set_current(place)
        self._show_told()

    def _show_parts(self) -> None:
        """Show the languages or the questions, with as much beside them as there is room for."""
        now = theme()
        em, talking = now.em(self.width()), not self._choosing
        narrow = em < now.tokens.breakpoints_em.two_panes
        self.languages.setVisible(self._choosing)
        if self.talk.form is not None:
            self.talk.form.setVisible(talking)
        steps = talking and em >= now.tokens.breakpoints_em.rail_navigation
        self._doubt.setText(self.talk.doubtful())
        self._doubt.setVisible(talking and not steps and bool(self.talk.doubtful()))
        if self.steps is not None and self.aside is not None:
            self.steps.setVisible(steps)
            self.show_aside(talking and not narrow)
        self.form.show()
        self.acts.show_for(narrow=narrow, talking=talking)
        self._language_footer.setVisible(self._choosing)
        self.footer.setVisible(talking)
        self._feet.show_step(self.talk.step, busy=self._recording.busy)
        self._beside_who.setVisible(talking and self.talk.step == 0)
        self._name_head()

    def _toggle_so_far(self) -> None:
        """Show *Tot nu toe* in the place of the questions, or the questions again."""
        if self.aside is not None:
            self.show_aside(not self.aside.isVisible())
            self.form.setVisible(not self.aside.isVisible())

    def _name_head(self) -> None:
        form = self.talk.form
        if self._choosing or form is None:
            self.head.set_title(_("Welke taal?"))
            self.head.set_subtitle(_("wijs je taal aan"))
            return
        name = form.who.name()
        words = _("Gesprek met {name}").format(name=name) if name else _("Nieuw gesprek")
        self.head.set_title(words)
        step = desk_texts()[f"step.{STEPS[self.talk.step]}"]
        words = _("stap {n} van {all}: {step}")
        self.head.set_subtitle(words.format(n=self.talk.step + 1, all=len(STEPS), step=step))

    def _focus(self) -> None:
        if self._choosing:
            self.languages.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.talk.form is not None:
            self.talk.form.show_step(self.talk.step)

    def _edited(self) -> None:
        self.doubles.typed()
        self.keeper.changed()
        self._told.start()

    def _show_told(self) -> None:
        form = self.talk.form
        if form is not None:
            form.who.settle()
            values, _problems = form.values()
            self.so_far.show_told(told_of(values, self.talk.today), self.talk.begun_at)
            self._name_head()

    # -- store ------------------------------------------------------------------------------

    def _with_resident(self, resident: Resident) -> None:
        self.talk.resident = resident
        if resident.preferred_language:
            self.set_language(resident.preferred_language)
        self.keeper.follow(str(resident.id), subject_id=resident.id, version=resident.version)
        self._focus()

    def _recorded(self, done: Done[Resident]) -> None:
        self.keeper.done()
        self._begin(NEW)
        text = _("Gesprek met {name} vastgelegd").format(name=done.result.full_name)
        self.shell.saved(text, done.changed)
        self.shell.go("residents", done.result.id)

    def _merged(self, theirs: Resident) -> None:
        self._show_step(self.talk.step)
        self.keeper.rebase(theirs.version)
        rest = _("Die wijziging is erbij gezet; uw tekst staat er nog. Leg opnieuw vast.")
        self._say(_("Iemand anders heeft dit intussen gewijzigd."), rest, "attention")

    def _wrong(self, problems: dict[str, str]) -> bool:
        """Go to the first input that is wrong; False when the talk has none of them."""
        form = self.talk.form
        place = form.place_of(problems) if form is not None else None
        if form is None or place is None:
            return False
        self._show_step(place)
        wrong = form.wrong_box(place)
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _failed(self, text: str) -> None:
        self._show_parts()
        self._say(_("Niet vastgelegd."), text, "danger")

    def _say(self, strong: str, rest: str, tone: Tone) -> None:
        self.notice.set_message(strong, rest)
        self.notice.set_tone(tone)
        self.notice.show()

    def _sheet_made(self, out: Path) -> None:
        if self._sheet_notice is not None:
            self._sheet_notice.hide()
            self._sheet_notice.deleteLater()
        self._sheet_notice = made_notice(_("Aanwijsblad gemaakt."), out)
        self.form.add_top(self._sheet_notice)
