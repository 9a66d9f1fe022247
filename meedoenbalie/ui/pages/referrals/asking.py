"""Asking how it goes: turning the screen around, making the paper, writing down the answers."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from meedoenbalie.i18n import _, experiences
from meedoenbalie.i18n.experience_texts import desk_texts, experience_texts
from meedoenbalie.services import experiences as service
from meedoenbalie.services import messages
from meedoenbalie.services.experiences import Said, Way
from meedoenbalie.services.registration import Dossier, DossierReferral
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.referrals.detail import ReferralDetail
from meedoenbalie.ui.pages.referrals.experience_form import InLanguage, OnPaper
from meedoenbalie.ui.pages.referrals.turned_around import TurnedAround
from meedoenbalie.ui.pages.saved_file import ask_where, documents


class AskingActs:
    """Writes what somebody says of the referral on the screen."""

    def __init__(
        self,
        shell: Shell,
        shown: tuple[Dossier, DossierReferral],
        detail: ReferralDetail,
        saved: Callable[[str, Changes], None],
        refused: Callable[[Exception], bool],
    ) -> None:
        self._shell = shell
        self._dossier, self._item = shown
        self._detail = detail
        self._saved, self._refused = saved, refused
        section = detail.experiences
        if section is not None:
            section.turned.connect(self.turn_around)
            section.printed.connect(self.print_sheet)
            section.typed.connect(self.record)
            section.taken_away.connect(self.take_away)

    def turn_around(self, about: InLanguage) -> None:
        """Hide the desk behind the questions; what is said is kept before it is locked."""
        # One comes back to the referral, not to the form that was open.
        self._detail.keeper.done()
        self._detail.close_form()
        texts = experience_texts(about.language) or desk_texts()
        screen = TurnedAround(
            texts, about.moment, self._dossier.resident.given_name, self._item.offer.title
        )
        desk, referral_id = self._shell.desk, self._item.referral.id

        def refused(error: Exception) -> bool:
            text = messages.explain(error)
            screen.refuse(text or _("Dit is niet bewaard. Probeer het nog een keer."))
            return text is not None

        def keep(said: Said) -> None:
            self._shell.tasks.write(
                lambda: service.record_experience(
                    desk, referral_id, about.moment, said, about.language, Way.SCREEN
                ),
                lambda _done: screen.thank(),
                refused,
            )

        screen.said.connect(keep)
        screen.lock_wanted.connect(self._shell.lock)
        self._shell.turn_around(screen)

    def print_sheet(self, about: InLanguage) -> None:
        """Make the questions on paper."""
        name = f"{_('vragenblad')}-{self._item.referral.reference}-{about.language}.pdf"
        out = ask_where(self._detail, _("Vragenblad"), documents() / name, _("PDF (*.pdf)"))
        if out is None:
            return
        desk, referral_id = self._shell.desk, self._item.referral.id
        self._shell.tasks.read(
            lambda: service.make_experience_sheet(
                desk, referral_id, about.moment, about.language, out
            ),
            lambda made: self._shell.say(
                _("Het vragenblad is gemaakt: {file}").format(file=made.name)
            ),
            self._refused,
        )

    def record(self, paper: OnPaper) -> None:
        """Write down what was on paper."""
        desk, referral_id, about = self._shell.desk, self._item.referral.id, paper.about
        text = _("Ervaring genoteerd: {moment}").format(moment=experiences.moment(about.moment))
        self._shell.tasks.write(
            lambda: service.record_experience(
                desk, referral_id, about.moment, paper.said, about.language, Way.PAPER
            ),
            lambda done: self._saved(text, done.changed),
            self._refused,
        )

    def take_away(self, experience_id: UUID) -> None:
        """Take away what was said at a moment."""
        desk = self._shell.desk
        self._shell.tasks.write(
            lambda: service.take_away_experience(desk, experience_id),
            lambda done: self._saved(_("Genoteerde ervaring weggehaald"), done.changed),
            self._refused,
        )
