"""Write docs/data-model.md from the records: each field with the reason why it is kept.

    python -m scripts.data_model          writes it
    python -m scripts.data_model check    fails when it is stale, or when a field has no reason

A field of a resident has its reason in ``meedoenbalie/i18n/reasons.py``, where the form reads it
too; those of the other records stand here.
"""

import sys
from pathlib import Path
from typing import Any

from meedoenbalie.domain.record import Record
from meedoenbalie.i18n import set_language
from meedoenbalie.i18n.reasons import resident_reasons
from meedoenbalie.storage.rows import TABLES

PAGE = Path(__file__).resolve().parent.parent / "docs" / "data-model.md"

_EVERY = {
    "id": "random identifier; tells nothing about a person",
    "version": "so that nobody overwrites what a colleague changed",
}
_REASONS: dict[str, dict[str, str]] = {
    "Site": {
        "code": "first part of residents' numbers",
        "name": "on screens and reports",
        "response_days": "after how many days a referral counts as without an answer",
        "confirm_days": "after how many days confirmed places are no longer certain",
        "phone": "whom a provider calls back; on the referral letter",
        "latitude": "to estimate the way to an offer; never where somebody lives in the azc",
        "longitude": "to estimate the way to an offer",
    },
    "User": {
        "name": "who recorded what",
        "roles": "what this person may do",
        "left_on": "access ended; the name stays with what was recorded",
    },
    "SavedGroup": {
        "name": "what the desk calls the group",
        "owner": "whose it is; empty when the whole desk uses it",
        "conditions": "which residents belong to it; no names, so it follows who comes and goes",
    },
    "Provider": {
        "name": "whom residents are referred to",
        "phone": "to ask about places",
        "email": "to send a referral",
    },
    "Offer": {
        "provider_id": "who runs it",
        "code": "to recognise it in files of others",
        "kind": "MDT-traject, language course or activity",
        "title": "what people call it",
        "description": "what one does there",
        "work_kind": "to meet wishes",
        "place": "where it is",
        "address": "where exactly, on the leaflet",
        "schedule": "whether it fits a week",
        "weeks": "how long it takes",
        "hours_total": "MDT is completed when the hours are made",
        "minimum_age": "age at the start, per offer",
        "maximum_age": "age at the start, per offer",
        "level_from": "which Dutch it asks",
        "level_to": "for which level a course is meant",
        "literacy_needed": "whether one must be able to read, per offer",
        "support_languages": "in which languages there is help",
        "residence_phases": "who may take part",
        "places": "whether there is room",
        "places_total": "how large it is",
        "places_confirmed_on": "a number of places without a date is no fact",
        "places_asked_by": "whom to ask what the provider said",
        "start_dates": "when one can begin",
        "start_places": "whether there is room at each start, and how old that figure is",
        "continuous_intake": "whether one can begin at any moment",
        "ends_on": "until when one is referred to it",
        "holiday_region": "in which school holidays there are no lessons",
        "lesson_changes": "a lesson that is called off or added, so that nobody comes for nothing",
        "travel_minutes": "whether it is near enough, per azc",
        "work_permit": "verklaring vrijwilligerswerk (UWV): needed for asylum seekers",
        "work_permit_applicant": "whom to ask how far it is; by law the organisation",
        "work_permit_valid_until": "an expired one is asked for again before the start",
        "conduct_certificate": "VOG: whether it is needed",
        "certificate_applicant": "whom to ask how far it is",
        "certificate_state": "whether it can be there before the start",
        "certificate_valid_until": "an expired one is asked for again before the start",
        "cost_cents": "what it costs; not known is never free",
        "cost_text": "the words of the provider when they aren't an amount",
        "cost_payer": "what others pay is no reason to stay away",
        "childcare": "who cares for a child can take part only with it",
        "accessible": "whether one can come in with a wheelchair; a fact of the offer, of nobody",
        "group_from": "alone or in a group, as one likes it",
        "group_to": "alone or in a group, as one likes it",
        "forms": "by day or in the evening, online, on the work floor, with a buddy",
        "first_step": "a coffee visit is a first step too",
        "tuned_to": "which work a course is tuned to, as the provider states it",
        "latitude": "to estimate the way there where nobody wrote the minutes",
        "longitude": "to estimate the way there where nobody wrote the minutes",
        "contact_name": "whom to call or write",
        "phone": "to ask about places",
        "email": "to send a referral",
        "active": "whether it is offered now",
        "external_id": "to recognise it in a catalogue of others (HSDS)",
    },
    "OfferText": {
        "offer_id": "which offer the text is about",
        "language": "in which language it is",
        "title": "on the leaflet",
        "what_you_do": "on the leaflet",
        "benefit": "on the leaflet",
        "bring": "on the leaflet",
        "checked_by": "a native speaker who checked it; without one the leaflet says so",
        "checked_on": "when it was checked",
    },
    "Consent": {
        "resident_id": "who answered",
        "provider_id": "with whom data may be shared (AVG)",
        "purpose": "what for: to refer, or to hear how it goes; each is asked and taken back apart",
        "sequence": "which of two answers on one day came last",
        "answer": "yes, no, or still thinking",
        "answered_on": "from when it holds",
        "valid_until": "until when it holds",
        "shared": "what the partner may know, and nothing else",
        "language": "in which language it was explained",
        "explained_by": "by whom it was explained",
        "interpreter": "who interpreted: a yes never rests on an unchecked translation alone",
        "understood": "told back in own words, where there was no interpreter",
        "guardian_agreed": "under 16 the parent or guardian agrees too",
    },
    "Contact": {
        "resident_id": "with whom",
        "at": "when",
        "by": "who of the desk",
        "summary": "what a colleague must know",
        "detail": "what was said; nothing about health, religion or origin",
        "language": "in which language the talk was",
        "interpreter": "who interpreted, so that the same one can be asked again",
    },
    "Referral": {
        "reference": "to name it without a name",
        "resident_id": "who is referred",
        "offer_id": "to what",
        "plan_id": "which other referrals were made from the same week plan",
        "group_id": "which other referrals go to the same offer together",
        "follows_id": "which referral without success it goes on from, until somebody starts",
    },
    "ReferralEvent": {
        "referral_id": "of which referral",
        "sequence": "the order of the steps",
        "kind": "what happened; the state follows from it",
        "happened_on": "when it happened",
        "recorded_at": "when it was written down",
        "reported_by": "who said so",
        "recorded_by": "who wrote it down",
        "channel": "by phone, mail or in person",
        "consent_on": "nothing is sent without consent",
        "guardian_agreed_on": "nor under 16 without the guardian",
        "receiver": "who at the provider got it",
        "reason": "why it ended without success; never health in detail",
        "reason_text": "a reason of a file of others that isn't in the list",
        "outcome": "whether the aim was reached",
        "told_on": "when the young person heard the result: the loop is closed",
        "note": "why, in a few words",
        "activities": "MDT is completed when the planned activities are done too",
        "retracts": "which wrong event this one strikes",
    },
    "Attendance": {
        "referral_id": "of which referral; erased with that person",
        "week": "in which ISO week",
        "agreed_minutes": "what the schedule asked that week, to compare with",
        "made_minutes": "MDT is completed when the hours are made",
        "absence": "whether an absence was told; why is never asked",
        "noted_on": "when, because a provider may correct it later",
        "noted_by": "whom to ask about it",
    },
    "Experience": {
        "referral_id": "of which referral; erased with that person",
        "moment": "at the start, halfway or at the end",
        "answered_on": "when, to count by period",
        "language": "in which language; an unchecked translation is read with care",
        "way": "with the screen turned around or on paper",
        "declined": "that somebody doesn't want to answer, so that nobody asks again",
        "feeling": "how it is there, in three grades; never health",
        "helps": "what helps, at most three of fixed answers; no own words",
        "hard": "what makes it hard, so that the desk can do something about it; no health",
        "noted_by": "whom to ask about it",
    },
    "CivicIntegration": {
        "resident_id": "of whom; only where the desk has a reason that the resident knows of",
        "purpose": "the reason; without one nothing is recorded",
        "civic_group": "which rules hold, as the letters of DUO say",
        "duty_from": "which act holds, and when the term ends",
        "turkish_with_mvv": "the ruling of 4 September 2024; nationality itself is not kept",
        "route": "what has to be done",
        "parts_done": "what is left to do",
        "level_reached": "what is left to do",
        "extended_until": "when the term ends; the reason for more time is not kept",
        "ending": "how the duty ended or stands still, to count outflow by reason",
        "ended_on": "since when",
        "suspended_until": "when it goes on again",
        "ruling_told_on": "that somebody was told in person about the ruling",
        "costs_told_on": "that somebody was told about costs made",
        "told_by": "whom to ask about it",
        "noted_on": "how old this is; DUO knows better",
        "noted_by": "whom to ask about it",
    },
    "InformationGiven": {
        "resident_id": "who was told",
        "offer_id": "about what",
        "given_on": "when",
        "language": "in which language",
        "channel": "leaflet, talk or meeting",
        "by": "who told",
    },
    "TakenEdition": {
        "number": "which edition is the newest here; an older one changes nothing",
        "made_at": "when the team made it",
        "public_key": "who signed; another key is refused until people compared it",
        "taken_in_at": "since when the lessons are here",
        "taken_by": "who took it in",
    },
    "TakenLesson": {
        "site": "of which azc it is",
        "number": "which lesson of that azc",
        "content": "the lesson as the edition has it; published, about nobody",
    },
    "TriedLesson": {
        "site_id": "where it was tried",
        "origin": "of which azc the lesson is",
        "number": "which lesson of that azc",
        "result": "whether it helped; counted in the next edition",
        "note": "what came of it, for colleagues; stays at the desk",
        "tried_on": "when",
        "noted_by": "whom to ask",
        "against_id": "which own lesson says the opposite, so that both are read together",
    },
    "SiteWeights": {
        "site_id": "for which azc",
        "number": "which version; the newest counts",
        "made_on": "since when",
        "made_by": "who chose so",
        "interests": "how much a wish that is met weighs in the order of offers",
        "travel": "how much a short way weighs",
        "start": "how much an early start weighs",
        "load": "how much time enough weighs",
        "places": "how much certain places weigh",
        "cost": "how much low costs weigh",
        "company": "how much the wanted company weighs",
        "waiting": "how many points a week of waiting counts for when places are divided",
    },
    "OwnChoice": {
        "resident_id": "who chose; erased with that person",
        "offer_id": "what was chosen; empty for a no to everything",
        "rank": "first, second or third choice; empty for a no, so that it isn't proposed again",
        "chosen_on": "when, because a choice may change",
        "noted_by": "whom to ask about it",
    },
    "Companion": {
        "group_id": "who want to go together",
        "resident_id": "who said yes to that; erased with that person",
        "agreed_on": "when, because a yes may be taken back",
        "noted_by": "whom to ask about it",
    },
    "LearnedLesson": {
        "number": "to name it",
        "phase": "its chapter in the handreiking",
        "element": "which working element it is about",
        "situation": "what happened",
        "what_worked": "what worked",
        "mind": "what to look out for",
        "holds_for": "for whom the lesson holds",
        "tip": "what others can do tomorrow",
        "site_name": "which azc learned it",
        "evidence": "on what it rests",
        "learned_on": "when",
        "status": "draft, reviewed or published",
        "written_by": "whom to ask about it, and so that somebody else reviews it",
        "reviewed_by": "that a colleague read it before others do",
        "place": "in which order the lessons of a phase stand",
    },
    "LessonFigure": {
        "lesson_id": "which lesson rests on it",
        "caption": "what it says, in words",
        "query": "how it is counted, so that it can be counted again",
        "counts": "what came of it when the lesson was published; no person is in it",
        "frozen_at": "what was known then; later events don't change it",
    },
    "SigningKey": {
        "site_id": "which azc signs with it",
        "private_key": "signs data sets; never leaves the store",
        "public_key": "by which the programme team knows the azc",
        "statements": "what earlier keys said of the next one, so that the team can judge it",
    },
    "ProgrammeKey": {
        "recipient": "so that the programme team alone can read a set",
        "signing": "by which the team vouches for its next key",
        "pinned_on": "when the fingerprint was compared, or the key was first used",
        "pinned_by": "who did",
        "ended_on": "since when sets are no longer encrypted to it",
        "revoked": "the team said that somebody else may have it: never again",
    },
    "Settings": {
        "lock_after_minutes": "when an unattended window covers its data",
        "clipboard_seconds": "what was copied from a dossier doesn't stay behind",
        "together_off_on_lock": "whether looking along ends when the window locks",
        "keep_months": "when a departed resident is proposed for erasure",
        "consent_months": "how long a consent holds",
        "hold_days": "for how many days a place is held",
        "backup_folder": "where back-ups go",
        "names_until": "when first names in the walk-in queue are wiped",
        "recovery_made_on": "to know whether the paper is still the right one",
        "recovery_proved_on": "when the paper was last typed over without a mistake",
    },
    "CountedFact": {
        "site_id": "at which azc",
        "offer_id": "of which offer",
        "week": "in which ISO week",
        "what": "what was counted",
        "age_band": "reach by age",
        "number": "so that old figures stay true when somebody is erased",
    },
    "PlaceHold": {
        "resident_id": "for whom the place is kept; erased with that person",
        "offer_id": "at which offer",
        "start_on": "at which start",
        "made_on": "since when the place is kept",
        "made_by": "whom to ask about it",
        "until": "until when the place is kept; after it others can have it",
        "ended_on": "since when others can have the place again",
        "ending": "whether the referral was sent or the place was given back",
    },
    "FollowUp": {
        "site_id": "on whose list it stands",
        "resident_id": "whom it is about; erased with that person",
        "offer_id": "which offer it is about",
        "referral_id": "which referral it is about",
        "kind": "planned by somebody, or made by a rule",
        "text": "what to do; nothing about health, religion or origin",
        "age": "which age a rule is about",
        "about_on": "the birthday or last day that it is about, or the first of a repeating one",
        "due_on": "so that it is done in time",
        "owner": "which colleague does it",
        "repeat": "whether it comes again",
        "snoozed_until": "when it was put off",
        "made_by": "whom to ask about it",
        "done_on": "so that nobody does it twice",
        "done_by": "whom to ask how it went",
    },
    "HandOver": {
        "site_id": "at which azc",
        "resident_id": "whom it is about, if one person; erased with that person",
        "at": "when it was written",
        "by": "who wrote it",
        "text": "what the next colleague must know",
        "read_by": "who needs to see it no more",
    },
    "Visit": {
        "site_id": "at which azc",
        "day": "how busy the desk was; its name goes when the day is over",
        "arrived_at": "the order of arrival, and how long somebody waits",
        "given_name": "to call somebody; wiped at the end of the day",
        "language": "in which language to receive somebody",
        "purpose": "a talk, a question, or a leaflet only",
        "resident_id": "who it is, so that nothing is asked twice",
        "state": "whose turn it is",
        "served_by": "who is at the table",
        "taken_at": "since when somebody is at the table",
        "ended_at": "when it was over",
    },
    "FormerDossier": {
        "resident_id": "whose dossier it became part of; erased with that person",
        "reference": "it stands on paper and in files of others, and goes on leading to the person",
        "v_number": "recognises the person in a list of others",
        "merged_on": "when two dossiers became one",
        "by": "who said they were one person",
    },
    "ImportShape": {
        "holds": "which kind of records is in such a file",
        "headings": "digest by which files with the same headings are recognised",
        "columns": "where each column went, so that nobody points it out again",
        "encoding": "in which encoding such a file has to be read",
        "delimiter": "what stands between its cells",
        "header_line": "where its headings stand",
        "month_first": "in which order its dates stand",
    },
    "NotDouble": {
        "one_id": "who looks like the other; erased with either person",
        "other_id": "who looks like the first; erased with either person",
        "said_on": "when somebody looked at them",
        "by": "who said they are two people",
    },
    "ProviderContact": {
        "provider_id": "where this person works",
        "name": "whom to ask for",
        "job": "what to call this person for",
        "phone": "to ask about places",
        "email": "to send a referral",
    },
    "ProviderTalk": {
        "provider_id": "with whom",
        "held_on": "how long ago the desk last spoke the provider",
        "by": "who of the desk",
        "with_whom": "who at the provider",
        "summary": "what a colleague must know; nothing about a resident",
    },
    "Agreement": {
        "provider_id": "with whom",
        "agreed_on": "since when",
        "tasks": "who does what",
        "risks": "who bears which risk",
    },
    "DeskKey": {
        "signing_secret": "signs dossiers that move; never leaves the store",
        "signing": "by which another desk knows this one",
        "reading_secret": "reads dossiers that come in; never leaves the store",
        "recipient": "to which another desk encrypts",
    },
    "KnownDesk": {
        "name": "which desk",
        "signing": "whether a dossier really comes from there",
        "recipient": "so that this desk alone can read a dossier",
        "pinned_on": "when the fingerprint was compared",
        "pinned_by": "who compared it",
    },
    "Transfer": {
        "resident_id": "whose dossier moved",
        "direction": "whether it left or came",
        "desk": "where to, or where from",
        "fingerprint": "which key it was encrypted for, or signed with",
        "bundle_id": "by which both desks name it",
        "at": "when",
        "by": "who did it",
    },
    "TakenBundle": {
        "bundle_id": "a bundle isn't taken in twice, also after an erasure",
        "taken_on": "when",
    },
    "DataSetSent": {
        "site_id": "from which azc",
        "number": "counts up, so that an older set is noticed",
        "made_at": "when",
        "residents": "how many, to compare",
        "referrals": "how many, to compare",
        "lessons": "how many, to compare",
        "recipient": "fingerprint of the key it was encrypted for",
        "withdrawn_at": "whether the azc took it back, and when",
    },
}

_HEAD = """\
# Data model

Made by `python -m scripts.data_model` from the records themselves; `make check` fails when it is
stale or when a field has no reason. What is not here is not recorded: no BSN, nationality,
religion, ethnicity, health or sex.
"""


def reasons_of(kind: type[Record]) -> dict[str, str]:
    """Return the reason of each field of a record."""
    own = resident_reasons() if kind.__name__ == "Resident" else _REASONS.get(kind.__name__, {})
    return {**_EVERY, **own}


def missing() -> list[str]:
    """Return the fields without a reason, and the reasons without a field."""
    found = []
    for kind in TABLES:
        reasons, fields = set(reasons_of(kind)), set(kind.model_fields)
        found += [f"{kind.__name__}.{name} has no reason" for name in sorted(fields - reasons)]
        found += [f"{kind.__name__}.{name} is no field" for name in sorted(reasons - fields)]
    return found


def page() -> str:
    """Return the page."""
    set_language("en")
    return _HEAD + "".join(map(_section, TABLES))


def _section(kind: type[Record]) -> str:
    summary = (kind.__doc__ or "").split("\n\n")[0].replace("\n    ", " ")
    reasons = reasons_of(kind)
    lines = [f"\n## {kind.__name__}\n{summary}\n\n| Field | Empty | Why |\n|---|---|---|\n"]
    for name, field in kind.model_fields.items():
        empty = "" if field.is_required() or not _may_be_empty(field) else "yes"
        lines.append(f"| `{name}` | {empty} | {reasons.get(name, '')} |\n")
    return "".join(lines)


def _may_be_empty(field: Any) -> bool:
    return field.default in (None, "", ()) or field.default_factory is dict


def main(arguments: list[str]) -> int:
    """Write the page, or check it; return the exit code."""
    problems = missing()
    if arguments == ["check"]:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page():
            problems.append("docs/data-model.md is stale: run `python -m scripts.data_model`")
    else:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
