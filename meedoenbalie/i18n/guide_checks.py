"""What a handreiking still lacks, in words."""

from __future__ import annotations

from meedoenbalie.domain.handreiking import LESSONS_A_PHASE, GuideCheck, OpenCheck
from meedoenbalie.i18n import _, labels, ngettext


def open_check(check: OpenCheck) -> str:
    """Return one open check as a sentence."""
    if check.check is GuideCheck.TOO_FEW_LESSONS and check.phase is not None:
        return _("{phase}: {count} van {wanted} geleerde lessen.").format(
            phase=labels.lesson_phase(check.phase).capitalize(),
            count=check.count,
            wanted=LESSONS_A_PHASE,
        )
    if check.check is GuideCheck.NO_EVIDENCE:
        return ngettext(
            "{n} les zegt niet waar zij op steunt.",
            "{n} lessen zeggen niet waar zij op steunen.",
            check.count,
        ).format(n=check.count)
    if check.check is GuideCheck.NO_TIP:
        return ngettext(
            "{n} les heeft geen tip.", "{n} lessen hebben geen tip.", check.count
        ).format(n=check.count)
    if check.check is GuideCheck.NOT_PRINTABLE:
        return ngettext(
            "{n} les heeft iets wat niet op papier kan.",
            "{n} lessen hebben iets wat niet op papier kan.",
            check.count,
        ).format(n=check.count)
    return _("Er zijn nog geen cijfers.")
