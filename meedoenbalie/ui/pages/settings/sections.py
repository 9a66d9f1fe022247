"""Which sections the settings have, in the order of the list. A new section adds one entry here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from meedoenbalie.i18n import _

if TYPE_CHECKING:
    from meedoenbalie.ui.page import Shell
    from meedoenbalie.ui.pages.settings.section import SectionCard

SectionFactory = Callable[["Shell"], "SectionCard"]
"""Makes the card of a section."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its name, its icon, and ``load``, which imports its card.

    A ``wide`` one takes the whole width; of the others two stand beside each other.
    """

    key: str
    title: Callable[[], str]
    icon: str
    load: Callable[[], SectionFactory]
    wide: bool = False


def _users() -> SectionFactory:
    from meedoenbalie.ui.pages.settings.users import UsersCard

    return UsersCard


def _key() -> SectionFactory:
    from meedoenbalie.ui.pages.settings.key import KeyCard

    return KeyCard


def _backup() -> SectionFactory:
    from meedoenbalie.ui.pages.settings.backup import BackupCard

    return BackupCard


def _terms() -> SectionFactory:
    from meedoenbalie.ui.pages.settings.terms import TermsCard

    return TermsCard


def _weights() -> SectionFactory:
    from meedoenbalie.ui.pages.settings.weights import WeightsCard

    return WeightsCard


def _locking() -> SectionFactory:
    from meedoenbalie.ui.pages.settings.locking import LockingCard

    return LockingCard


def _storage() -> SectionFactory:
    from meedoenbalie.ui.pages.settings.storage import StorageCard

    return StorageCard


def _look() -> SectionFactory:
    from meedoenbalie.ui.pages.settings.look import LookCard

    return LookCard


def _keeping() -> SectionFactory:
    from meedoenbalie.ui.pages.settings.keeping import KeepingCard

    return KeepingCard


SECTIONS = (
    Section("users", lambda: _("Gebruikers en rollen"), "users", _users, wide=True),
    Section("key", lambda: _("Sleutel en herstelcode"), "key-round", _key),
    Section("backup", lambda: _("Back-up"), "hard-drive", _backup),
    Section("locking", lambda: _("Vergrendelen"), "lock", _locking),
    Section("terms", lambda: _("Termijnen en grenzen"), "calendar-clock", _terms),
    Section("weights", lambda: _("Gewichten bij matchen"), "scale", _weights, wide=True),
    Section("keeping", lambda: _("Bewaren en wissen"), "archive", _keeping),
    Section("storage", lambda: _("Opslag en delen"), "database", _storage),
    Section("look", lambda: _("Tekst, kleur en taal"), "type", _look),
)
