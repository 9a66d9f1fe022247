"""Referring a resident to one offer, or to the two of a week plan (05b)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from meedoenbalie.domain.consent import Consent, ConsentAnswer
from meedoenbalie.domain.referrals import EventKind, ReferralEvent
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services import catalogue, messages, referring, registration
from meedoenbalie.services.catalogue import OfferLine
from meedoenbalie.services.desk import Done
from meedoenbalie.services.drafts import DraftKind, Typed
from meedoenbalie.services.letters import Locked
from meedoenbalie.services.matching_text import called
from meedoenbalie.services.referring import Prepared
from meedoenbalie.services.registration import Dossier
from meedoenbalie.services.settings import settings_of
from meedoenbalie.ui.drafts import DraftKeeper
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.refer.consent_block import Answer, ConsentBlock
from meedoenbalie.ui.pages.refer.going_on import GoingOn
from meedoenbalie.ui.pages.refer.handover import Handover, all_in_short, choice_words, handovers
from meedoenbalie.ui.pages.refer.mail_text import Sender
from meedoenbalie.ui.pages.refer.offer_card import OfferCard
from meedoenbalie.ui.pages.refer.sending import SendingPane
from meedoenbalie.ui.pages.refer.target import FromPlan
from meedoenbalie.ui.shapes.form import FormPage
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.typed import Boxes
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.text import Text

KEY = "refer"
_SHOWS = frozenset({"resident", "offer", "provider", "consent", "referral", "referral_event"})


class ReferPage(FormPage):
    """Opened with a resident's id and the ids of one or two offers."""

    shows_others = False

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Doorverwijzen"))
        self._resident_id: UUID | None = None
        self._offer_ids: tuple[UUID, ...] = ()
        self._plan_offers = frozenset[UUID]()
        self._ours: set[UUID] = set()
        self._locked: dict[tuple[UUID, UUID], Locked] = {}
        self._chosen = 0
        self._failure = ""
        self._acted = False
        self._seen = False
        self._found: tuple[Handover, ...] = ()
        self._dossier: Dossier | None = None
        self.consent: ConsentBlock | None = None
        self.going_on: GoingOn | None = None
        self.sending: SendingPane | None = None
        self.cards: list[OfferCard] = []
        self._asked: Boxes | None = None
        self.keeper = DraftKeeper(
            shell, DraftKind.REFERRAL, self, typed=self._typed, put=self._put, reset=self._put_back
        )
        self._notices = QVBoxLayout()
        self._cards = QHBoxLayout()
        self._cards.setSpacing(theme().px(12))
        self._asking = QVBoxLayout()
        self._below = QVBoxLayout()
        for layout in (self._notices, self._cards, self._asking, self._below):
            self.form.body.addLayout(layout)
        self.form.add_top(self.keeper.notice)
        self._asking.setContentsMargins(0, theme().px(8), 0, 0)
        self.form.body.addStretch(1)
        aside = self.add_aside()
        self._beside = QVBoxLayout()
        aside.body.addLayout(self._beside)
        aside.body.addStretch(1)
        self.footer.add_left(
            Button(_("&Terug naar Matchen"), "arrow-left", on_click=self._to_matching)
        )
        self._status = Text("", "caption", "ink2")
        self.main = Button("", "pencil-line", "primary", self._main_act)
        self.footer.add_right(self._status)
        self.footer.add_right(self.main)

    def open_target(self, target: object) -> None:
        """Refer the resident with the first id to the offers with the others; or from a plan."""
        self._plan_offers = frozenset[UUID]()
        if isinstance(target, FromPlan):
            self._plan_offers, target = target.beside, (target.resident_id, *target.offers)
        if isinstance(target, tuple) and all(isinstance(part, UUID) for part in target):
            if target != (self._resident_id, *self._offer_ids):
                self._ours.clear()
                self._locked.clear()
                self._chosen = 0
            self._resident_id, *offers = target
            self._offer_ids = tuple(offers)
            self._failure = ""
            self._seen = False
            self._read()

    def person(self) -> UUID | None:
        """Return who is referred."""
        return self._resident_id

    def place(self) -> object:
        """Return who is referred and whereto."""
        return (self._resident_id, *self._offer_ids) if self._resident_id is not None else None

    def shown(self) -> None:
        if self._resident_id is None:
            self.shell.go("matching")

    def refresh(self, changed: Changes) -> None:
        if _SHOWS & changed and self._resident_id is not None:
            self._read()

    def unsaved(self) -> bool:
        return bool(self._typed())

    def print_document(self) -> bool:
        """Make the letter to the provider that is chosen."""
        if self.sending is None or not self.sending.letter.print.isEnabled():
            return False
        self.sending.letter.print.click()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the steps below the question when there is no room beside it."""
        super().resizeEvent(event)
        if self.sending is not None:
            self._place_sending(self.sending)

    # -- reading ----------------------------------------------------------------------------

    def _read(self) -> None:
        desk, resident_id, wanted = self.shell.desk, self._resident_id, self._offer_ids
        if resident_id is None:
            return

        def read() -> tuple[Dossier, list[OfferLine], int]:
            known = {line.offer.id: line for line in catalogue.find_offers(desk)}
            lines = [known[offer] for offer in wanted if offer in known]
            months = settings_of(desk).consent_months
            return registration.dossier(desk, resident_id), lines, months

        self.shell.tasks.read(read, self._take, self._failed, key=KEY)

    def _take(self, found: tuple[Dossier, list[OfferLine], int]) -> None:
        self._dossier, lines, months = found
        today = self.shell.desk.clock.today()
        self._found = handovers(self._dossier, lines, today, self._ours, months)
        self._chosen = min(self._chosen, max(0, len(self._found) - 1))
        titles = " + ".join(line.offer.title for line in lines)
        self.head.set_subtitle(f"{self._dossier.resident.full_name} · {titles}")
        self._show_cards()
        self._show_chosen()
        first = self.consent.first_stop() if self.consent is not None else None
        if self._acted or first is None:
            self.main.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._seen:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._acted, self._seen = False, True

    def _show_cards(self) -> None:
        clear_layout(self._cards)
        self.cards = []
        for number, handover in enumerate(self._found):
            card = OfferCard(handover)
            card.setChecked(number == self._chosen)
            card.clicked.connect(lambda _on, place=number: self._choose(place))
            self.cards.append(card)
            self._cards.addWidget(card, 1)

    def _choose(self, place: int) -> None:
        self._chosen = place
        self._show_chosen()

    def _show_chosen(self) -> None:
        if not self._found or self._dossier is None:
            return
        handover = self._found[self._chosen]
        self.keeper.leave()
        self._show_notices(handover)
        clear_layout(self._asking)
        self.going_on = GoingOn(handover)
        self._asking.addWidget(self.going_on)
        self.consent = ConsentBlock(handover, self.shell.desk.user.name)
        self.consent.answered.connect(self._record)
        self._asking.addWidget(self.consent)
        clear_layout(self._beside)
        clear_layout(self._below)
        sender = Sender(self.shell.desk.user.name, self._dossier.site, handover.today)
        about = (handover.resident.id, handover.line.offer.id)
        sending = SendingPane(
            self.shell,
            handover,
            sender,
            self._locked.get(about) if handover.lacking is None else None,
        )
        sending.letter.locked.connect(lambda made: self._locked.__setitem__(about, made))
        sending.sent.connect(self._send)
        sending.copied.connect(lambda: self.shell.say(_("De tekst is gekopieerd.")))
        self.sending = sending
        self._place_sending(sending)
        self._show_footer()
        self._asked = Boxes(self.consent.inputs())
        self._asked.listen(self.keeper.changed)
        sending.changed.connect(self.keeper.changed)
        self.keeper.follow(
            f"{handover.resident.id} {handover.line.offer.id}", subject_id=handover.resident.id
        )

    def _typed(self) -> dict[str, Any]:
        asked = self._asked.typed() if self._asked is not None else {}
        return asked | (self.sending.typed() if self.sending is not None else {})

    def _put(self, typed: Typed) -> None:
        if self._asked is None or self.sending is None or self.consent is None:
            return
        self._asked.put(typed)
        self.sending.put(typed)
        if self._asked.typed():
            self.consent.show_form()

    def _put_back(self) -> None:
        if self._asked is not None and self.sending is not None:
            self._asked.reset()
            self.sending.reset()

    def _place_sending(self, sending: SendingPane) -> None:
        beside = self.aside is not None and not self.aside.isHidden()
        (self._beside if beside else self._below).addWidget(sending)

    def _show_notices(self, handover: Handover) -> None:
        clear_layout(self._notices)
        if self._failure:
            rest = _("Er is niets veranderd.")
            self._notices.addWidget(Notice(self._failure, rest, "danger"))
        elif handover.others and not handover.is_sent:
            self._notices.addWidget(self._second_open(handover))
        elif (words := choice_words(handover)) is not None and not handover.is_sent:
            refused = handover.choice is not None and handover.choice.rank is None
            self._notices.addWidget(Notice(*words, "attention" if refused else "good"))

    def _second_open(self, handover: Handover) -> Notice:
        other = handover.others[0]
        strong = _("{name} heeft al een open doorverwijzing naar {title}.").format(
            name=called(handover.resident), title=handover.line.offer.title
        )
        state, since = other.standing.state, other.standing.since
        rest = ""
        if state is not None and since is not None:
            rest = _("{state}, sinds {day}.").format(
                state=labels.state_long(state), day=formats.day(since)
            )
        show = Button(
            _("Toon &die"),
            on_click=lambda: self.shell.go("referrals", other.referral.id),
            small=True,
        )
        return Notice(strong, rest, "attention", show)

    def _show_footer(self) -> None:
        self._status.setText(all_in_short(self._found))
        place = self._next_to_prepare()
        if place is None:
            self.main.setText(_("Naar d&oorverwijzingen"))
            self.main.set_icon_name("arrow-right")
        else:
            kind = self._found[place].kind
            self.main.setText(_("{kind} k&laarzetten").format(kind=kind))
            self.main.set_icon_name("pencil-line")
        self.main.setEnabled(True)

    def _next_to_prepare(self) -> int | None:
        """Return the offer that is chosen when it isn't ready, else the first that isn't."""
        order = [self._chosen, *range(len(self._found))]
        return next((place for place in order if not self._found[place].is_prepared), None)

    # -- acts -------------------------------------------------------------------------------

    def _main_act(self) -> None:
        place = self._next_to_prepare()
        if place is not None:
            self._prepare(place)
            return
        referral = self._found[self._chosen].referral if self._found else None
        self.shell.go("referrals", referral.referral.id if referral is not None else None)

    def _prepare(self, place: int) -> None:
        handover, desk, beside = self._found[place], self.shell.desk, self._plan_offers
        if place != self._chosen:
            self._choose(place)
        follows = self.going_on.follows if self.going_on is not None else None
        self.main.setEnabled(False)
        self.shell.tasks.write(
            lambda: referring.prepare_referral(
                desk,
                handover.resident.id,
                handover.line.offer.id,
                beside=beside,
                follows=follows,
            ),
            self._prepared,
            self._failed,
        )

    def _prepared(self, done: Done[Prepared]) -> None:
        self._ours.add(done.result.referral.id)
        self._done(_("Klaargezet als Concept, er is nog niets verstuurd"), done.changed)

    def _record(self, answer: Answer) -> None:
        handover, desk = self._found[self._chosen], self.shell.desk

        def write() -> Done[Consent]:
            return referring.record_consent(
                desk,
                handover.resident.id,
                handover.line.provider.id,
                answer.answer,
                answer.purpose,
                shared=answer.shared,
                language=answer.language,
                explained_by=answer.explained_by,
                valid_until=answer.valid_until,
                guardian_agreed=answer.guardian_agreed,
            )

        said = labels.consent(answer.answer)
        text = _("Vastgelegd voor {provider}: {answer}").format(
            provider=handover.line.provider.name, answer=said
        )
        self.shell.tasks.write(write, lambda done: self._recorded(text, done), self._failed)

    def _recorded(self, text: str, done: Done[Consent]) -> None:
        if done.result.answer is not ConsentAnswer.YES and "follow_up" in done.changed:
            provider = self._found[self._chosen].line.provider
            who = " ".join(part for part in (provider.name, provider.phone) if part)
            text = f"{text}. " + _("Bel {who}: het staat op Vandaag.").format(who=who)
        self.consent = self._asked = None
        self._done(text, done.changed)

    def _send(self, receiver: str, channel: str) -> None:
        handover, desk = self._found[self._chosen], self.shell.desk
        if handover.referral is None:
            return
        identifier = handover.referral.referral.id

        def write() -> Done[ReferralEvent]:
            return referring.record_event(
                desk, identifier, EventKind.SENT, receiver=receiver, channel=channel
            )

        self._ours.add(identifier)
        text = _("Verwezen naar {title}").format(title=handover.line.offer.title)
        self.shell.tasks.write(write, lambda done: self._sent(text, done), self._failed)

    def _sent(self, text: str, done: Done[ReferralEvent]) -> None:
        self.keeper.done()
        self._done(text, done.changed)

    def _done(self, text: str, changed: Changes) -> None:
        self._failure = ""
        self._acted = True
        self.shell.saved(text, changed)

    def _failed(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is None:
            return False
        self._failure = text
        self._read()
        return True

    def _to_matching(self) -> None:
        self.shell.go("matching", self._resident_id)
