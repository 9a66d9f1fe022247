"""Who somebody is, what they wish and what they can: the first three steps."""

from __future__ import annotations

from datetime import date

from meedoenbalie.domain.people import age_on
from meedoenbalie.i18n.talk_questions import question
from meedoenbalie.services.referring import GUARDIAN_UNDER
from meedoenbalie.ui.pages.conversation import asks
from meedoenbalie.ui.pages.conversation.asks import Asking
from meedoenbalie.ui.pages.conversation.step import Step
from meedoenbalie.ui.pages.resident_form import parsing


class WhoStep(Step):
    """Names, birth date, languages, phase and how to reach somebody."""

    def __init__(self, asking: Asking, today: date) -> None:
        super().__init__(asking, "who", 1)
        self._today = today
        self.add(
            asks.line(asking, "given_name", 200, optional=False),
            asks.line(asking, "family_name", 200),
        )
        self.add(asks.line(asking, "native_name", 200), asks.born(asking))
        guardian, self._guardian = asks.line(asking, "guardian", 300)
        self.add((guardian, self._guardian))
        self.add(asks.spoken(asking))
        self.add(asks.choice(asking, question("residence_phase")))
        self.add(asks.choice(asking, question("contact_channel"), empty=""))
        self.add(asks.line(asking, "contact_value", 200))
        self.settle()

    def settle(self) -> None:
        """Ask for a guardian only of those who need one."""
        filled = bool(self.bound["guardian"].raw())
        self._guardian.setVisible(filled or self.is_young())

    def is_young(self) -> bool:
        """Tell whether a parent or guardian has to agree, as far as the birth date says."""
        try:
            day, year = parsing.born(self.bound["birth_date"].raw())
        except parsing.Unreadable:
            return False
        age = age_on(day, year, self._today)
        return age is not None and age < GUARDIAN_UNDER

    def name(self) -> str:
        """Return how somebody is called so far."""
        return str(self.bound["given_name"].raw()).strip()


class WishesStep(Step):
    """At most three wishes, in order, own words, and with whom."""

    def __init__(self, asking: Asking) -> None:
        super().__init__(asking, "wishes", 2)
        self.add(asks.choices(asking, question("interests"), ranked=True))
        self.add(asks.paragraph(asking, "own_words", 1000))
        self.add(asks.choice(asking, question("company")))


class TalentsStep(Step):
    """What somebody can do, and how much Dutch and reading, as they say it themselves."""

    def __init__(self, asking: Asking) -> None:
        super().__init__(asking, "talents", 3)
        self.add(asks.choices(asking, question("talents")))
        self.add(asks.choice(asking, question("dutch_level")))
        self.add(asks.choice(asking, question("literacy")))
