"""How it stands with the back-ups, in words: the same on Vandaag and in the settings."""

from __future__ import annotations

from typing import NamedTuple

from meedoenbalie.clock import LOCAL_ZONE
from meedoenbalie.i18n import _, formats
from meedoenbalie.services.backup_messages import held, place_name
from meedoenbalie.ui.backup_keeper import BackupKeeper


class Words(NamedTuple):
    """``title`` and ``line`` say when and what; ``trouble`` is empty when nothing is wrong."""

    title: str
    line: str
    trouble: str


def words_of(keeper: BackupKeeper) -> Words:
    """Say when the last checked back-up was made, what it holds, and what is wrong."""
    standing = keeper.standing
    if standing is None:
        return Words("", "", keeper.failure)
    place = place_name(standing.folder)
    last = standing.last
    if last is None:
        title, line = _("Nog geen back-up"), ""
    else:
        moment = last.facts.moment.astimezone(LOCAL_ZONE)
        title = f"{formats.long_day(moment.date())}, {formats.time_of(moment)}"
        line = _("Teruggelezen en gecontroleerd: {what}. Staat in ‘{place}’.").format(
            what=held(last), place=place
        )
    trouble = keeper.failure
    if keeper.demo:
        return Words(title, line, trouble)
    if not trouble and not standing.reachable:
        trouble = _("‘{place}’ is niet te bereiken. Er komt nu geen back-up.").format(place=place)
    elif not trouble and standing.old:
        trouble = (
            _("Wat u sindsdien deed, staat in geen back-up.")
            if last is not None
            else _("Er is nog niets dat u kunt terugzetten. Maak er nu een.")
        )
    return Words(title, line, trouble)
