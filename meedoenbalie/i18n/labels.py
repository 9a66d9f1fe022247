"""The words for codes: one word for one thing, as in the glossary."""

from __future__ import annotations

from meedoenbalie.domain.attendance import Absence
from meedoenbalie.domain.consent import ConsentAnswer, ConsentPurpose, SharedField
from meedoenbalie.domain.duplicates.evidence import Trait
from meedoenbalie.domain.follow_ups import FollowUpKind, Repeat
from meedoenbalie.domain.lessons import LessonPhase, LessonStatus, WorkingElement
from meedoenbalie.domain.offers import OfferKind, WorkPermit
from meedoenbalie.domain.people import (
    Company,
    DutchLevel,
    GuardianKind,
    Literacy,
    ResidencePhase,
    Role,
    TravelMeans,
    WeekWeight,
)
from meedoenbalie.domain.places import HoldEnding
from meedoenbalie.domain.referrals import (
    EventKind,
    Outcome,
    PlannedActivities,
    Reason,
    ReferralState,
)
from meedoenbalie.domain.settings import NamesUntil
from meedoenbalie.domain.visits import VisitPurpose, VisitState
from meedoenbalie.domain.week import Daypart, Weekday
from meedoenbalie.i18n import _


def state_long(state: ReferralState) -> str:
    """The full name of a referral state: details, timelines, buttons and print."""
    return {
        ReferralState.DRAFT: _("Concept"),
        ReferralState.SENT: _("Verwezen, wacht op reactie"),
        ReferralState.RECEIVED: _("Ontvangst bevestigd"),
        ReferralState.WAITLISTED: _("Op wachtlijst"),
        ReferralState.ACCEPTED: _("Aangenomen"),
        ReferralState.STARTED: _("Gestart"),
        ReferralState.PAUSED: _("Onderbroken"),
        ReferralState.COMPLETED: _("Afgerond"),
        ReferralState.STOPPED: _("Voortijdig gestopt"),
        ReferralState.NO_SHOW: _("Niet verschenen"),
        ReferralState.DECLINED: _("Afgewezen door aanbieder"),
        ReferralState.WITHDRAWN: _("Ingetrokken"),
        ReferralState.ENTERED_IN_ERROR: _("Foutief ingevoerd"),
    }[state]


def state_short(state: ReferralState) -> str:
    """The short name of a referral state: tables, lists and filters."""
    return {
        ReferralState.SENT: _("Wacht op reactie"),
        ReferralState.RECEIVED: _("Ontvangen"),
        ReferralState.STOPPED: _("Gestopt"),
        ReferralState.DECLINED: _("Afgewezen"),
        ReferralState.ENTERED_IN_ERROR: _("Foutief"),
    }.get(state) or state_long(state)


def event(kind: EventKind) -> str:
    """The name of a referral event in timelines and on buttons."""
    if kind.state is not None:
        return state_long(kind.state)
    return {
        EventKind.REOPENED: _("Heropend"),
        EventKind.TOLD: _("Teruggekoppeld"),
        EventKind.RETRACTION: _("Hersteld"),
    }[kind]


def event_button(kind: EventKind) -> str:
    """The name of a step on the button that records it."""
    if kind is EventKind.SENT:
        return _("Verstuurd")
    if kind is EventKind.REOPENED:
        return _("Heropenen")
    return event(kind)


def reason(value: Reason) -> str:
    """Why a referral ended without success."""
    return {
        Reason.FULL: _("vol"),
        Reason.NOT_SUITABLE: _("niet passend"),
        Reason.YOUNG_PERSON_DECLINES: _("jongere ziet af"),
        Reason.YOUNG_PERSON_UNREACHABLE: _("jongere niet bereikbaar"),
        Reason.PROVIDER_UNREACHABLE: _("aanbieder niet bereikbaar"),
        Reason.NOT_NEEDED: _("niet meer nodig"),
        Reason.MOVED: _("verhuisd"),
        Reason.LANGUAGE_LEVEL: _("taalniveau"),
        Reason.TRAVEL: _("reiskosten of vervoer"),
        Reason.CARE: _("zorg of gezondheid"),
        Reason.OTHER: _("anders"),
    }[value]


def outcome(value: Outcome) -> str:
    """Whether the aim was reached."""
    return {
        Outcome.REACHED: _("doel bereikt"),
        Outcome.PARTLY: _("deels"),
        Outcome.NOT_REACHED: _("niet"),
        Outcome.UNKNOWN: _("onbekend"),
    }[value]


def phase(value: ResidencePhase) -> str:
    """The stage of the residence procedure."""
    return {
        ResidencePhase.ASYLUM_SEEKER: _("Asielzoeker, in procedure"),
        ResidencePhase.STATUS_HOLDER: _("Asielstatushouder"),
        ResidencePhase.REJECTED_APPEAL: _("In beroep na afwijzing"),
        ResidencePhase.TEMPORARY_PROTECTION: _("Tijdelijke bescherming"),
    }[value]


def literacy(value: Literacy) -> str:
    """Reading and writing."""
    return {
        Literacy.ILLITERATE: _("leest en schrijft nog niet"),
        Literacy.OTHER_SCRIPT: _("leest een ander schrift"),
        Literacy.LITERATE: _("leest ons schrift"),
    }[value]


def guardian_kind(value: GuardianKind) -> str:
    """Who agrees for somebody under 16."""
    return {
        GuardianKind.PARENT: _("ouder"),
        GuardianKind.NIDOS: _("Nidos (amv)"),
        GuardianKind.OTHER: _("andere voogd"),
    }[value]


def hold_ending(value: HoldEnding) -> str:
    """Why a place isn't held any more."""
    return {
        HoldEnding.RELEASED: _("vrijgegeven"),
        HoldEnding.REFERRED: _("doorverwezen"),
    }[value]


def follow_up_kind(value: FollowUpKind) -> str:
    """Where a follow-up comes from."""
    return {
        FollowUpKind.BY_HAND: _("zelf gepland"),
        FollowUpKind.TURNS: _("leeftijd bereikt"),
        FollowUpKind.OUTGROWS: _("leeftijdsgrens van aanbod"),
        FollowUpKind.WITHDRAWN: _("toestemming ingetrokken"),
        FollowUpKind.PROGRESS_WITHDRAWN: _("horen hoe het gaat ingetrokken"),
        FollowUpKind.CIVIC_TERM: _("termijn van de inburgering"),
        FollowUpKind.CIVIC_RULING: _("uitspraak over de inburgering"),
        FollowUpKind.LATER: _("uitgestelde regel"),
    }[value]


def repeat(value: Repeat) -> str:
    """After how long a follow-up comes again."""
    return {
        Repeat.NONE: _("niet"),
        Repeat.WEEKLY: _("elke week"),
        Repeat.FORTNIGHTLY: _("elke twee weken"),
        Repeat.MONTHLY: _("elke maand"),
    }[value]


def visit_purpose(value: VisitPurpose) -> str:
    """What somebody comes for at the walk-in."""
    return {
        VisitPurpose.TALK: _("gesprek"),
        VisitPurpose.QUESTION: _("vraag"),
        VisitPurpose.LEAFLET: _("alleen folder"),
    }[value]


def visit_state(value: VisitState) -> str:
    """Where a visit stands."""
    return {
        VisitState.WAITING: _("wacht"),
        VisitState.TALKING: _("in gesprek"),
        VisitState.DONE: _("klaar"),
        VisitState.LEFT: _("weggegaan"),
    }[value]


def names_until(value: NamesUntil) -> str:
    """When the first names in the walk-in queue go."""
    return {
        NamesUntil.END_OF_DAY: _("einde van de dag"),
        NamesUntil.LOCKING: _("bij vergrendelen"),
    }[value]


def company(value: Company) -> str:
    """Whether somebody likes to take part with others."""
    return {
        Company.ALONE: _("liever alleen"),
        Company.TOGETHER: _("met iemand samen"),
        Company.EITHER: _("maakt niet uit"),
    }[value]


def travel_means(value: TravelMeans) -> str:
    """How somebody can get somewhere."""
    return {
        TravelMeans.WALKING: _("lopend"),
        TravelMeans.BICYCLE: _("met de fiets"),
        TravelMeans.PUBLIC_TRANSPORT: _("met bus of trein"),
        TravelMeans.LIFT: _("met iemand meerijden"),
    }[value]


def week_weight(value: WeekWeight) -> str:
    """How heavy a week may be."""
    return {
        WeekWeight.LIGHT: _("rustig"),
        WeekWeight.NORMAL: _("gewoon"),
        WeekWeight.FULL: _("vol"),
    }[value]


def level(value: DutchLevel | None) -> str:
    """A level of Dutch; levels have the same name in every language."""
    return _("onbekend") if value is None else value.value


def offer_kind(value: OfferKind) -> str:
    """The kind of an offer."""
    return {
        OfferKind.MDT_TRAJECT: _("MDT-traject"),
        OfferKind.LANGUAGE_COURSE: _("Taalcursus"),
        OfferKind.ACTIVITY: _("Activiteit"),
    }[value]


def offer_kind_short(value: OfferKind) -> str:
    """The kind of an offer on a chip or in a table."""
    return {
        OfferKind.MDT_TRAJECT: _("MDT"),
        OfferKind.LANGUAGE_COURSE: _("Taal"),
        OfferKind.ACTIVITY: _("Activiteit"),
    }[value]


def work_permit(value: WorkPermit | None) -> str:
    """Whether the organisation has a verklaring vrijwilligerswerk."""
    if value is None:
        return _("niet bekend")
    return {
        WorkPermit.YES: _("ontvangen"),
        WorkPermit.NO: _("niet aangevraagd"),
        WorkPermit.REQUESTED: _("aangevraagd"),
    }[value]


def double_trait(value: Trait) -> str:
    """Name of what agrees or differs between two records that may be one person."""
    return {
        Trait.NAME: _("naam"),
        Trait.BIRTH: _("geboortedatum"),
        Trait.V_NUMBER: _("V-nummer"),
        Trait.PHONE: _("telefoon"),
        Trait.LANGUAGE: _("taal"),
        Trait.ARRIVAL: _("aankomst"),
    }[value]


def weekday(value: Weekday) -> str:
    """A day of the week."""
    return (
        _("maandag"),
        _("dinsdag"),
        _("woensdag"),
        _("donderdag"),
        _("vrijdag"),
        _("zaterdag"),
        _("zondag"),
    )[value.number]


def weekday_short(value: Weekday) -> str:
    """A day of the week in two letters."""
    return (_("ma"), _("di"), _("wo"), _("do"), _("vr"), _("za"), _("zo"))[value.number]


def daypart(value: Daypart) -> str:
    """A part of the day."""
    return {
        Daypart.MORNING: _("ochtend"),
        Daypart.AFTERNOON: _("middag"),
        Daypart.EVENING: _("avond"),
    }[value]


def role(value: Role) -> str:
    """What a user does."""
    return {
        Role.DESK: _("balie"),
        Role.COORDINATOR: _("coördinatie"),
        Role.ADMINISTRATOR: _("beheer"),
        Role.PROGRAMME: _("programmateam"),
    }[value]


def consent_purpose(value: ConsentPurpose) -> str:
    """What a partner may hear of a resident for."""
    return {
        ConsentPurpose.REFERRAL: _("Doorverwijzen"),
        ConsentPurpose.PROGRESS: _("Horen hoe het gaat"),
    }[value]


def consent(value: ConsentAnswer) -> str:
    """The answer to the question whether data may be shared."""
    return {
        ConsentAnswer.YES: _("Ja, dat mag"),
        ConsentAnswer.NO: _("Nee, liever niet"),
        ConsentAnswer.THINKING: _("Ik denk er nog over na"),
    }[value]


def shared_field(value: SharedField) -> str:
    """What a partner may know."""
    return {
        SharedField.NAME_AND_CONTACT: _("Naam en hoe te bereiken"),
        SharedField.AGE: _("Leeftijd"),
        SharedField.LEVEL_AND_LANGUAGES: _("Taalniveau en talen"),
        SharedField.AVAILABILITY: _("Wanneer het kan"),
        SharedField.OWN_WORDS: _("De eigen woorden"),
    }[value]


def lesson_phase(value: LessonPhase) -> str:
    """A phase of the handreiking."""
    return {
        LessonPhase.INTAKE: _("intake"),
        LessonPhase.ORIENTATION: _("oriëntatie"),
        LessonPhase.ACTIVATION: _("activering"),
        LessonPhase.MATCHING: _("matching"),
        LessonPhase.AFTERCARE: _("nazorg"),
    }[value]


def working_element(value: WorkingElement) -> str:
    """What works in support."""
    return {
        WorkingElement.CONTENT: _("inhoud van de ondersteuning"),
        WorkingElement.CONTACT: _("contact en communicatie"),
        WorkingElement.COOPERATION: _("samenwerking"),
    }[value]


def lesson_status(value: LessonStatus) -> str:
    """How far a lesson is."""
    return {
        LessonStatus.DRAFT: _("concept"),
        LessonStatus.REVIEWED: _("nagekeken"),
        LessonStatus.PUBLISHED: _("gepubliceerd"),
    }[value]


def absence(value: Absence) -> str:
    """Whether somebody who was away had said so."""
    return {
        Absence.NOTIFIED: _("afgemeld"),
        Absence.NOT_NOTIFIED: _("niet afgemeld"),
    }[value]


def activities(value: PlannedActivities) -> str:
    """Whether the planned activities of an MDT-traject are done."""
    return {
        PlannedActivities.DONE: _("activiteiten gedaan"),
        PlannedActivities.NOT_ALL: _("niet alle activiteiten gedaan"),
        PlannedActivities.UNKNOWN: _("activiteiten: niet bekend"),
    }[value]


def choice(rank: int | None) -> str:
    """The young person's own choice: first, second, third (1 to 3), or a no."""
    if rank is None:
        return _("Nee")
    return (_("1e keus"), _("2e keus"), _("3e keus"))[rank - 1]


def measure(name: str) -> str:
    """A figure of the programme."""
    return {
        "residents": _("Bewoners"),
        "informed": _("Voorgelicht"),
        "referred": _("Verwezen"),
        "told": _("Teruggekoppeld"),
    }.get(name) or state_short(ReferralState(name))


def action(code: str) -> str:
    """What a step of the journal did, for the status bar and the history."""
    return {
        "create_store": _("balie gemaakt"),
        "import": _("bestand ingelezen"),
        "register_resident": _("bewoner toegevoegd"),
        "change_resident": _("bewoner gewijzigd"),
        "add_site": _("locatie toegevoegd"),
        "change_site": _("locatie gewijzigd"),
        "add_offer": _("aanbod toegevoegd"),
        "change_offer": _("aanbod gewijzigd"),
        "confirm_places": _("plaatsen bevestigd"),
        "cancel_lesson": _("les afgezegd"),
        "add_lesson_day": _("les toegevoegd"),
        "print_week": _("week in beeld afgedrukt"),
        "export_week": _("week als agenda bewaard"),
        "hold_place": _("plaats vastgehouden"),
        "release_place": _("plaats vrijgegeven"),
        "no_answer": _("geen gehoor bij een aanbieder vastgelegd"),
        "change_provider": _("aanbieder gewijzigd"),
        "save_provider_contact": _("contactpersoon vastgelegd"),
        "remove_provider_contact": _("contactpersoon weggehaald"),
        "record_provider_talk": _("contactmoment met een aanbieder vastgelegd"),
        "remove_provider_talk": _("contactmoment met een aanbieder weggehaald"),
        "record_agreement": _("afspraak met een aanbieder vastgelegd"),
        "remove_agreement": _("afspraak met een aanbieder weggehaald"),
        "print_referral_letter": _("doorverwijsbrief gemaakt"),
        "prepare_letter_mail": _("mail met doorverwijsbrief klaargezet"),
        "set_offer_text": _("tekst voor de folder gewijzigd"),
        "check_offer_text": _("tekst voor de folder nagekeken"),
        "give_information": _("voorlichting vastgelegd"),
        "change_weights": _("gewichten gewijzigd"),
        "choose": _("eigen keus vastgelegd"),
        "take_back_choice": _("eigen keus weggehaald"),
        "go_together": _("samen gaan vastgelegd"),
        "leave_company": _("samen gaan weggehaald"),
        "accept_division": _("voorstellen van de verdeling overgenomen"),
        "finish_talk": _("gesprek vastgelegd"),
        "record_contact": _("contactmoment vastgelegd"),
        "record_consent": _("toestemming vastgelegd"),
        "prepare_referral": _("doorverwijzing klaargezet"),
        "allocate": _("verdeling voorgesteld"),
        "print_division": _("verdeling afgedrukt"),
        "coverage": _("dekking bekeken"),
        "fairness": _("eerlijkheid bekeken"),
        "studies": _("cijfers naast de drie studies bekeken"),
        "flexible_language": _("cijfers over taal en meedoen bekeken"),
        "export_figures": _("cijfers geëxporteerd"),
        "print_voortgang": _("blad Voortgang afgedrukt"),
        "print_coverage": _("blad voor de gemeente afgedrukt"),
        "print_handreiking": _("handreiking afgedrukt"),
        "record_event": _("gebeurtenis vastgelegd"),
        "refer_together": _("groep samen doorverwezen"),
        "note_hours": _("uren genoteerd"),
        "take_away_hours": _("genoteerde uren weggehaald"),
        "record_experience": _("ervaring genoteerd"),
        "take_away_experience": _("genoteerde ervaring weggehaald"),
        "retract_event": _("gebeurtenis hersteld"),
        "add_lesson": _("geleerde les toegevoegd"),
        "change_lesson": _("geleerde les gewijzigd"),
        "move_lesson": _("les verplaatst"),
        "take_edition": _("editie met lessen ingenomen"),
        "note_tried": _("les geprobeerd"),
        "forget_tried": _("geprobeerde les weggehaald"),
        "add_figure": _("cijfer bij een les gezet"),
        "take_away_figure": _("cijfer van een les weggehaald"),
        "release_data_set": _("gegevensset gemaakt"),
        "withdraw_data_set": _("gegevensset ingetrokken"),
        "make_site_key": _("sleutel van de locatie gemaakt"),
        "roll_site_key": _("sleutel van de locatie vernieuwd"),
        "revoke_site_key": _("sleutel van de locatie ingetrokken"),
        "pin_programme_key": _("sleutel van het programmateam vastgelegd"),
        "make_desk_key": _("sleutels van de balie gemaakt"),
        "trust_desk": _("sleutel van een andere balie vastgelegd"),
        "hand_over_dossier": _("dossier overgedragen"),
        "take_in_dossier": _("dossier ingenomen"),
        "look_at_transfer": _("overdracht bekeken"),
        "demo": _("demogegevens gemaakt"),
        "change_settings": _("instellingen gewijzigd"),
        "change_terms": _("termijnen gewijzigd"),
        "change_roles": _("rollen gewijzigd"),
        "keep_to_sites": _("azc's van een gebruiker gewijzigd"),
        "invite_user": _("gebruiker uitgenodigd"),
        "give_code": _("code voor een collega gemaakt"),
        "withdraw_access": _("toegang ingetrokken"),
        "change_passphrase": _("wachtzin gewijzigd"),
        "move_store": _("balie overgezet"),
        "set_recovery_code": _("herstelcode gemaakt"),
        "prove_recovery_code": _("herstelcode van papier gecontroleerd"),
        "erase_resident": _("bewoner gewist"),
        "merge_residents": _("twee dossiers samengevoegd"),
        "say_not_double": _("vastgelegd dat twee bewoners geen dubbele zijn"),
        "restore_backup": _("back-up teruggezet"),
        "forget_again": _("opnieuw gewist wie op de lijst staat"),
        "plan_follow_up": _("opvolgtaak gepland"),
        "change_follow_up": _("opvolgtaak gewijzigd"),
        "do_follow_up": _("opvolgtaak afgevinkt"),
        "snooze_follow_up": _("opvolgtaak uitgesteld"),
        "assign_follow_up": _("opvolgtaak overgedragen"),
        "drop_follow_up": _("opvolgtaak weggehaald"),
        "put_off": _("regel van Vandaag uitgesteld"),
        "keep_up": _("opvolgtaken gemaakt door een regel"),
        "record_civic": _("inburgering vastgelegd"),
        "forget_civic": _("inburgering weggehaald"),
        "tell_ruling": _("verteld over de uitspraak"),
        "read_civic": _("inburgering bekeken"),
        "read_cohorts": _("cijfers over inburgering bekeken"),
        "hand_over": _("overdracht geschreven"),
        "save_group": _("groep bewaard"),
        "remove_group": _("groep weggehaald"),
        "inform_group": _("voorlichting aan een groep vastgelegd"),
        "invite_group": _("lijst van uit te nodigen bewoners gemaakt"),
        "export_group": _("bewoners geëxporteerd"),
        "export_offers": _("aanbod uitgevoerd"),
        "read_hand_over": _("overdracht gelezen"),
        "withdraw_consent": _("toestemming ingetrokken"),
        "restrict_use": _("gebruik beperkt"),
        "lift_restriction": _("beperking opgeheven"),
        "access_asked": _("inzage gevraagd"),
        "access_given": _("inzage gegeven"),
        "print_access": _("inzage gemaakt"),
        "keep_longer": _("langer bewaard"),
        "end_consents": _("verlopen toestemming gewist"),
        "look_at_rights": _("inzage en wissen bekeken"),
        "print_weekly_report": _("weekrapport afgedrukt"),
        "print_experience_sheet": _("vragenblad ervaringen gemaakt"),
        "read_experiences": _("cijfers over ervaringen bekeken"),
        "arrive": _("iemand in de rij gezet"),
        "hand_leaflet": _("folder gegeven"),
        "take_visit": _("volgende aan tafel"),
        "finish_visit": _("bezoek afgerond"),
        "leave_queue": _("iemand weggegaan"),
        "link_visit": _("bezoeker bij bewoner gezet"),
        "forget_names": _("namen van de inloop gewist"),
        "undo": _("iets ongedaan gemaakt"),
        "redo": _("iets opnieuw gedaan"),
    }.get(code, code)


def step(code: str, label: str) -> str:
    """What a step did, as exactly as its label tells."""
    if code == "import" and label:
        return {
            "residents": _("bewoners ingelezen"),
            "offers": _("aanbod ingelezen"),
            "referrals": _("doorverwijzingen ingelezen"),
            "lessons": _("geleerde lessen ingelezen"),
        }.get(label, action(code))
    if code == "record_event" and label:
        names: dict[str, str] = {
            EventKind.SENT: _("doorverwijzing verstuurd"),
            EventKind.RECEIVED: _("ontvangst bevestigd"),
            EventKind.WAITLISTED: _("op wachtlijst gezet"),
            EventKind.ACCEPTED: _("jongere aangenomen"),
            EventKind.STARTED: _("deelname gestart"),
            EventKind.PAUSED: _("deelname onderbroken"),
            EventKind.COMPLETED: _("deelname afgerond"),
            EventKind.STOPPED: _("deelname voortijdig gestopt"),
            EventKind.NO_SHOW: _("niet verschenen"),
            EventKind.DECLINED: _("doorverwijzing afgewezen"),
            EventKind.WITHDRAWN: _("doorverwijzing ingetrokken"),
            EventKind.ENTERED_IN_ERROR: _("doorverwijzing foutief ingevoerd"),
            EventKind.REOPENED: _("doorverwijzing heropend"),
            EventKind.TOLD: _("uitkomst teruggekoppeld"),
        }
        return names.get(label, action(code))
    return action(code)


def record(kind: str) -> str:
    """What a record is, by the name of its class in code."""
    return {
        "Site": _("locatie"),
        "User": _("gebruiker"),
        "Provider": _("aanbieder"),
        "Resident": _("bewoner"),
        "Offer": _("aanbod"),
        "OfferText": _("tekst voor de folder"),
        "PlaceHold": _("vastgehouden plaats"),
        "Consent": _("toestemming"),
        "Contact": _("contactmoment"),
        "Referral": _("doorverwijzing"),
        "ReferralEvent": _("gebeurtenis"),
        "Attendance": _("uren in een week"),
        "Experience": _("ervaring"),
        "InformationGiven": _("voorlichting"),
        "OwnChoice": _("eigen keus"),
        "SiteWeights": _("gewichten"),
        "TakenEdition": _("editie"),
        "TakenLesson": _("les van een ander azc"),
        "TriedLesson": _("hier geprobeerd"),
        "Companion": _("samen gaan"),
        "CivicIntegration": _("inburgering"),
        "LearnedLesson": _("geleerde les"),
        "LessonFigure": _("cijfer van een les"),
        "SigningKey": _("sleutel van de locatie"),
        "ProgrammeKey": _("sleutel van het programmateam"),
        "DataSetSent": _("gegevensset"),
        "DeskKey": _("sleutels van de balie"),
        "KnownDesk": _("andere balie"),
        "Transfer": _("overdracht"),
        "TakenBundle": _("ingenomen overdracht zonder persoon"),
        "Settings": _("instellingen"),
        "CountedFact": _("telling zonder persoon"),
        "Visit": _("bezoek"),
        "FollowUp": _("opvolgtaak"),
        "HandOver": _("overdracht"),
        "SavedGroup": _("bewaarde groep"),
        "ImportShape": _("manier van inlezen"),
        "FormerDossier": _("samengevoegd dossier"),
        "NotDouble": _("geen dubbele"),
        "ProviderContact": _("contactpersoon"),
        "ProviderTalk": _("contactmoment met een aanbieder"),
        "Agreement": _("afspraak met een aanbieder"),
    }.get(kind, kind)
