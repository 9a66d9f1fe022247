"""What went wrong and what to do, in the words of the user: for the window and the command line."""

from __future__ import annotations

import errno
from functools import singledispatch

from pydantic import ValidationError

from meedoenbalie.collection.problems import CollectionError
from meedoenbalie.domain.matching.division import InvalidProblem
from meedoenbalie.exchange.field_labels import field_label as lesson_field
from meedoenbalie.exchange.file_wording import refusal_text
from meedoenbalie.exchange.problems import RefusedFile
from meedoenbalie.exchange.transfer import RefusedTransfer
from meedoenbalie.i18n import _, figure_words, formats, ngettext
from meedoenbalie.i18n.markup_words import spots
from meedoenbalie.paths import InTheWay
from meedoenbalie.reports.problems import CannotTypeset, FontMissing, NoProof
from meedoenbalie.services import backup_messages, store_messages, transfer_messages
from meedoenbalie.services.accepted_week import NoWeek
from meedoenbalie.services.attempts import TooSoon
from meedoenbalie.services.attendance import CannotNote
from meedoenbalie.services.backing_up import BackupFailed
from meedoenbalie.services.civic_integration import NoRuling
from meedoenbalie.services.conversation import CannotFinish
from meedoenbalie.services.desk import NotAllowed
from meedoenbalie.services.editions import OtherKey, RefusedEdition
from meedoenbalie.services.experiences import CannotAsk
from meedoenbalie.services.holding import CannotHold
from meedoenbalie.services.lesson_figures import FigureRefused
from meedoenbalie.services.lessons import NamesSomebody, NotPrintable, OwnLesson
from meedoenbalie.services.making_editions import RefusedLesson
from meedoenbalie.services.matching_rules import InvalidRules
from meedoenbalie.services.moving import NoSuchUser, NotEqual
from meedoenbalie.services.one_site import SiteNeeded
from meedoenbalie.services.people import CannotChangeUser
from meedoenbalie.services.programme_messages import (
    check_name,
    check_problem,
    other_programme_key,
)
from meedoenbalie.services.programme_pins import OtherProgrammeKey
from meedoenbalie.services.providers import NameTaken
from meedoenbalie.services.referring import Refused, UncheckedTranslation
from meedoenbalie.services.referring_again import CannotFollow
from meedoenbalie.services.referring_together import GroupSize
from meedoenbalie.services.registration import InvalidResident
from meedoenbalie.services.reporting import CannotReport
from meedoenbalie.services.rights import Restricted
from meedoenbalie.services.sending import NotSafeToSend
from meedoenbalie.services.server_places import BadPlace
from meedoenbalie.services.stores import (
    MINIMUM_PASSPHRASE,
    BadAddress,
    StoreInUse,
    WeakPassphrase,
)
from meedoenbalie.services.walk_in import NotHereAnyMore
from meedoenbalie.storage import errors


@singledispatch
def explain(_error: BaseException) -> str | None:
    """Return what an expected error means to the user; None for one that nobody expects."""
    return None


@explain.register(ValidationError)
@explain.register(InvalidResident)
def _field_error(error: ValidationError | InvalidResident) -> str:
    return " ".join(f"{field_label(f)}: {text}" for f, text in field_problems(error).items())


@explain.register
def _refused_lesson(error: RefusedLesson) -> str:
    return _(
        "Les {name} kan niet mee. {why} Vraag het azc om de les te verbeteren en een nieuwe set te "
        "sturen."
    ).format(name=error.name, why=_field_error(error.why))


@explain.register
def _site_needed(error: SiteNeeded) -> str:
    return _("Deze balie heeft meer azc's. Noem er een met --site: {codes}").format(
        codes=", ".join(error.codes)
    )


@explain.register
def _transfer_refused(error: RefusedTransfer) -> str:
    return transfer_messages.refusal(error)


@explain.register
def _file_refused(error: RefusedFile) -> str:
    return refusal_text(error)


@explain.register
def _problem_error(error: InvalidProblem) -> str:
    return {
        "negative_waiting": _("Wachttijd van {subject}: minder dan nul kan niet."),
        "negative_capacity": _("Plaatsen van {subject}: minder dan nul kan niet."),
        "unknown_resident": _("Bewoner {subject} staat niet in de lijst van bewoners."),
        "unknown_offer": _("Aanbod {subject} staat niet in de lijst van aanbod."),
        "fixed_pair_not_allowed": _("{subject} past niet bij het vastgezette aanbod."),
        "fixed_over_capacity": _("Bij {subject} zijn meer mensen vastgezet dan er plaatsen zijn."),
        "group_size": _("Samen gaan kan met 2 tot 6 mensen: {subject}."),
        "in_two_groups": _("{subject} gaat al met anderen samen."),
        "group_split": _("{subject} gaan samen. Zet ze bij hetzelfde aanbod vast."),
    }[error.code].format(subject=error.subject)


@explain.register
def _refused(error: Refused) -> str:
    return refusal(error.code)


@explain.register
def _no_proof(error: NoProof) -> str:
    return figure_words.no_proof(error.code)


@explain.register
def _figure_refused(error: FigureRefused) -> str:
    return figure_words.refusal(error.reason)


@explain.register
def _cannot_hold(error: CannotHold) -> str:
    return {
        "start_unknown": _("Dit instroommoment is er niet meer. Kies een ander."),
        "already_held": _("Bij dit aanbod wordt al een plaats voor deze bewoner vastgehouden."),
        "no_place_left": _("Er is geen plaats meer vrij. Vraag het de aanbieder."),
        "hold_in_past": _("Deze dag is al voorbij. Kies een latere dag."),
        "not_held": _("Deze plaats wordt niet meer vastgehouden."),
    }[error.code]


@explain.register
def _cannot_note(error: CannotNote) -> str:
    return {
        "not_started": _("Uren noteren kan pas als iemand is gestart. Leg eerst de start vast."),
        "week_ahead": _("Deze week moet nog beginnen. Kies een eerdere week."),
        "week_after_end": _("In deze week was de deelname al voorbij. Kies een eerdere week."),
        "week_before_start": _("In deze week was er nog geen start. Kies een latere week."),
    }[error.code]


@explain.register
def _names_somebody(error: NamesSomebody) -> str:
    where = ", ".join(f"‘{one.text}’" for one in error.found)
    return _("Dit kan over een persoon gaan: {where}. Haal het weg.").format(where=where)


@explain.register
def _not_printable(error: NotPrintable) -> str:
    said = (f"{lesson_field(name)}: {spots(found)}" for name, found in error.found.items())
    return _("Dit kan zo niet op papier. {where}").format(where=" ".join(said))


@explain.register
def _own_lesson(_error: OwnLesson) -> str:
    return _("Een collega leest uw les na. Bewaar haar als concept; een ander zet haar verder.")


@explain.register
def _group_size(error: GroupSize) -> str:
    return _(
        "Bij dit aanbod gaan {least} tot {most} bewoners samen. Kies er meer of minder; er is "
        "niets klaargezet."
    ).format(least=error.least, most=error.most)


@explain.register
def _no_ruling(_error: NoRuling) -> str:
    return _("De uitspraak gaat niet over deze bewoner. Kijk de groep en de mvv na.")


@explain.register
def _cannot_ask(error: CannotAsk) -> str:
    return {
        "not_started": _("Vragen kan pas als iemand is gestart. Leg eerst de start vast."),
        "not_yet": _("Dit moment is er nog niet. Vraag het later."),
    }[error.code]


@explain.register
def _no_week(_error: NoWeek) -> str:
    return _(
        "Er is nog geen week: deze bewoner is nergens aangenomen, of dagen, tijden en start zijn "
        "niet bekend."
    )


@explain.register
def _name_taken(error: NameTaken) -> str:
    return _("Er is al een aanbieder die {name} heet. Kies een andere naam.").format(
        name=error.name
    )


@explain.register
def _unchecked(_error: UncheckedTranslation) -> str:
    return _(
        "In deze taal is er geen nagekeken vertaling. Daarop alleen mag een ja niet rusten. "
        "Schrijf op wie er tolkte, of laat het terugzeggen in eigen woorden en vink dat aan."
    )


@explain.register
def _cannot_follow(_error: CannotFollow) -> str:
    return _(
        "De eerdere doorverwijzing is niet meer zonder resultaat beëindigd. Kijk wat er met die "
        "gebeurde. Er is niets klaargezet."
    )


@explain.register
def _refused_edition(error: RefusedEdition) -> str:
    return {
        "damaged": _("Deze editie is beschadigd of niet heel. Vraag het programmateam opnieuw."),
        "unsigned": _("Deze editie is niet ondertekend. Neem geen lessen aan van wie u niet kent."),
        "changed": _("Deze editie is na het ondertekenen veranderd. Bel het programmateam."),
        "foreign": _("Dit bestand is geen editie van Meedoenbalie."),
        "newer": _("Deze editie komt van een nieuwere Meedoenbalie. Werk het programma eerst bij."),
    }[error.code]


@explain.register
def _other_key(error: OtherKey) -> str:
    return _(
        "Deze editie is ondertekend met een sleutel die hier nog niet bekend is. Vergelijk de "
        "vingerafdruk met het programmateam: {code}. Er is niets ingenomen."
    ).format(code=error.fingerprint)


@explain.register
def _other_programme_key(error: OtherProgrammeKey) -> str:
    return other_programme_key(error)


@explain.register
def _not_here_any_more(_error: NotHereAnyMore) -> str:
    return _("Deze bezoeker wacht niet meer: een collega was u voor. Er is niets veranderd.")


@explain.register
def _unfinished(error: CannotFinish) -> str:
    return {
        "shared_missing": _("Vink aan wat de partner mag weten, of kies een ander antwoord."),
    }[error.code]


@explain.register
def _restricted(error: Restricted) -> str:
    words = _(
        "Dit kan nu niet: het gebruik van deze gegevens is beperkt sinds {day}. "
        "Stel niets voor en deel niets, tot de beperking is opgeheven."
    ).format(day=formats.weekday_and_day(error.since))
    return f"{words} ({error.agreed})" if error.agreed else words


@explain.register
def _report_error(error: CannotReport) -> str:
    return report_refusal(error.code).format(name=error.name)


@explain.register
def _rules_error(error: InvalidRules) -> str:
    if error.rule:
        return _(
            "In het regelbestand {file} klopt ‘{rule}’ niet. Verbeter of verwijder het."
        ).format(file=error.file, rule=error.rule)
    return _("Het regelbestand {file} is niet te lezen. Verbeter of verwijder het.").format(
        file=error.file
    )


@explain.register
def _weak(_error: WeakPassphrase) -> str:
    return _(
        "De wachtzin is te kort. Neem er een van minstens {n} tekens, bijvoorbeeld vier woorden."
    ).format(n=MINIMUM_PASSPHRASE)


@explain.register
def _too_soon(error: TooSoon) -> str:
    return ngettext(
        "Na een foute wachtzin duurt de volgende poging langer. "
        "Probeer het over {n} seconde opnieuw. Deze poging telde niet mee.",
        "Na een foute wachtzin duurt de volgende poging langer. "
        "Probeer het over {n} seconden opnieuw. Deze poging telde niet mee.",
        error.seconds,
    ).format(n=error.seconds)


@explain.register
def _not_allowed(_error: NotAllowed) -> str:
    return _("Dit mag uw rol niet. Vraag het uw coördinator of beheerder.")


@explain.register
def _user_error(error: CannotChangeUser) -> str:
    return {
        "name_taken": _("{name} staat er al. Kies een andere naam, of geef een nieuwe code."),
        "name_long": _("{name} is te lang als naam op een server. Kies een kortere."),
        "no_roles": _("Kies minstens één rol."),
        "last_administrator": _(
            "{name} is de laatste beheerder met een sleutel. Maak eerst iemand anders beheerder, "
            "en laat die een keer binnenkomen. Er is niets veranderd."
        ),
        "left": _("De toegang van {name} is al ingetrokken."),
        "own_sites": _("Uw eigen azc's kiest iemand anders voor u."),
        "yourself": _("Voor uzelf is er geen code. Wijzig uw wachtzin."),
        "not_proved": _("Dit staat niet op het blad. De oude code blijft gelden."),
        "wrong_code": _(
            "Deze code opent de balie niet. Kijk het blad na. Is het een oud blad, "
            "maak dan een nieuwe code."
        ),
    }[error.code].format(name=error.name)


@explain.register
def _damaged_slot(error: errors.DamagedSlot) -> str:
    return _(
        "De sleutel van {name} is beschadigd. Anderen kunnen nog binnen. Vraag een beheerder "
        "om een eenmalige code, of gebruik de herstelcode."
    ).format(name=error.name)


@explain.register
def _code_expired(_error: errors.CodeExpired) -> str:
    return _("Deze code is verlopen. Vraag de beheerder om een nieuwe.")


@explain.register
def _access_ended(error: errors.AccessEnded) -> str:
    return _("De toegang van {name} is ingetrokken. Vraag het de beheerder.").format(name=error)


@explain.register
def _not_safe(error: NotSafeToSend) -> str:
    failed = (result for result in error.checks if not result.passed)
    return " ".join(
        (
            _("Deze gegevensset mag nog niet weg. Er is niets geschreven."),
            *(f"{check_name(result.check)}: {check_problem(result)}." for result in failed),
        )
    )


@explain.register
def _collection_error(error: CollectionError) -> str:
    return {
        "missing": _(
            "Hier staat geen verzameling, of het sleutelbestand (.keys) ernaast ontbreekt. "
            "Kies een ander bestand, of zet ze weer bij elkaar."
        ),
        "newer": _("Deze verzameling is gemaakt met een nieuwere versie. Werk het programma bij."),
        "in_use": _(
            "Deze verzameling is nog open in een ander programma. Sluit haar daar en probeer het "
            "opnieuw. Er is niets veranderd."
        ),
        "not_allowed": _(
            "Deze verzameling mag hier niet gelezen of geschreven worden. Zet haar op een plek "
            "waar u mag schrijven. Er is niets veranderd."
        ),
        "wrong_key": _(
            "Dit bestand hoort niet bij het sleutelbestand (.keys) ernaast. Zet de twee van "
            "dezelfde verzameling bij elkaar. Er is niets veranderd."
        ),
    }.get(
        error.code,
        _("Dit bestand is geen verzameling, of het is beschadigd. Er is niets veranderd."),
    )


@explain.register
def _typeset_error(error: CannotTypeset) -> str:
    if error.code == "missing_glyph":
        return _(
            "De PDF is niet gemaakt: voor ‘{text}’ is hier geen letter. Pas die tekst aan."
        ).format(text=error.detail)
    if error.code == "unknown_language":
        return _("In deze taal is er geen folder. Kies uit: {languages}.").format(
            languages=error.detail
        )
    if error.code == "missing_text":
        return _(
            "De PDF is niet gemaakt: in de vaste teksten ontbreekt {place}. "
            "Vul die tekst aan, of kies een andere taal."
        ).format(place=error.detail)
    return _("De PDF is niet gemaakt: het sjabloon klopt niet. Meld dit aan uw beheerder.")


@explain.register
def _font_missing(_error: FontMissing) -> str:
    return _("De PDF is niet gemaakt: een lettertype ontbreekt. Installeer het programma opnieuw.")


@explain.register
def _in_use(error: StoreInUse) -> str:
    return backup_messages.in_use(error.holder)


@explain.register
def _backup_failed(error: BackupFailed) -> str:
    return backup_messages.backup_failed(error)


@explain.register
def _server_backup_refused(error: errors.ServerBackupRefused) -> str:
    return backup_messages.refused_by_server(error)


@explain.register
def _server_tools_missing(error: errors.ServerToolsMissing) -> str:
    return backup_messages.tools_missing(error)


@explain.register
def _trouble(error: errors.StoreTrouble) -> str:
    return store_messages.trouble(error)


@explain.register
def _backup_damaged(error: errors.BackupDamaged) -> str:
    return backup_messages.damaged(error)


@explain.register
def _backup_of_other(_error: errors.BackupOfOther) -> str:
    return backup_messages.of_other()


@explain.register
def _bad_place(error: BadPlace) -> str:
    return store_messages.bad_place(str(error))


@explain.register
def _bad_address(error: BadAddress) -> str:
    return store_messages.bad_address(error)


@explain.register
def _only_in_file(_error: errors.OnlyInFile) -> str:
    return store_messages.only_in_file()


@explain.register
def _half_moved(_error: errors.HalfMoved) -> str:
    return store_messages.half_moved()


@explain.register
def _not_equal(error: NotEqual) -> str:
    return store_messages.not_equal(error)


@explain.register
def _no_such_user(error: NoSuchUser) -> str:
    return store_messages.no_such_user(error.name)


@explain.register
def _password_needed(_error: errors.PasswordNeeded) -> str:
    return _("De server vraagt een wachtwoord. Vul het in.")


@explain.register
def _store_error(error: errors.StoreError) -> str:
    if said := store_messages.of_server(error):
        return said
    if isinstance(error, errors.WrongPassphrase):
        return _("Deze wachtzin klopt niet. Hoofdletters tellen mee. Er is niets veranderd.")
    if isinstance(error, errors.StoreMissing):
        return _("Hier staat geen balie, of het sleutelbestand (.keys) ernaast ontbreekt.")
    if isinstance(error, errors.StoreExists):
        return _("Er staat al een bestand met deze naam. Kies een andere naam of plek.")
    if isinstance(error, errors.NewerStore):
        return _(
            "Deze balie is gemaakt met een nieuwere versie van Meedoenbalie. "
            "Werk het programma bij. Er is niets veranderd."
        )
    if isinstance(error, errors.ErasureListDamaged):
        return _(
            "De lijst van wie gewist is ({file}) is veranderd of beschadigd. "
            "Zet een goed exemplaar terug. Is dat er niet, haal het bestand dan weg: "
            "het programma maakt een nieuwe lijst uit het journaal. Er is niets veranderd."
        ).format(file=error)
    if isinstance(error, errors.StaleRecord):
        return _(
            "Iemand anders heeft dit intussen gewijzigd. "
            "Kijk naar de nieuwe gegevens en probeer het opnieuw."
        )
    if isinstance(error, errors.UnknownRecord):
        return {
            "resident": _("Deze bewoner is niet bekend."),
            "offer": _("Dit aanbod is niet bekend."),
            "referral": _("Deze doorverwijzing is niet bekend."),
            "site": _("Deze locatie is niet bekend."),
            "desk_key": _("Deze balie heeft nog geen sleutel. Maak die eerst."),
            "known_desk": _("Deze balie is niet vastgelegd. Vergelijk eerst de vingerafdruk."),
        }.get(str(error), _("Dit is niet gevonden."))
    if str(error) in ("public_key", "secret_key"):
        return _(
            "Dit bestand is geen sleutel van het programmateam, of het is beschadigd. "
            "Een balie heeft programme.pub nodig, het team programme.key. Er is niets veranderd."
        )
    return _("Dit bestand is geen balie, of het is beschadigd. Er is niets veranderd.")


@explain.register
def _in_the_way(error: InTheWay) -> str:
    return _(
        "{name} is een balie, een verzameling of het bestand dat u inleest. "
        "Kies een andere naam. Er is niets veranderd."
    ).format(name=error.filename)


@explain.register
def _file_error(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("Het bestand of de map is niet gevonden: {name}").format(name=error.filename)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return _("Dit mag niet gelezen of geschreven worden: {name}").format(name=error.filename)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return store_messages.full_disk()
    return _("Lezen of schrijven lukte niet: {reason}").format(reason=error.strerror)


def is_stale(error: BaseException) -> bool:
    """Tell whether somebody else changed the record in the meantime."""
    return isinstance(error, errors.StaleRecord)


def is_wrong_passphrase(error: BaseException) -> bool:
    """Tell whether the passphrase has to be typed again."""
    return isinstance(error, errors.WrongPassphrase)


def refusal(code: str) -> str:
    """Say why a step of a referral isn't allowed, and what to do."""
    return {
        "illegal_transition": _("Deze stap kan nu niet. Kies een van de stappen die kunnen."),
        "consent_missing": _(
            "Versturen kan nog niet: er is geen toestemming. Vraag toestemming en leg die vast."
        ),
        "receiver_missing": _(
            "Versturen kan nog niet: er is geen ontvanger. Noem wie bij de aanbieder dit krijgt."
        ),
        "guardian_missing": _(
            "Versturen kan nog niet: onder de 16 is ook akkoord van de ouder of voogd nodig."
        ),
        "agreed_after_sending": _(
            "Toestemming en akkoord moeten er zijn voordat u verstuurt. Kijk de datums na."
        ),
        "note_missing": _("Schrijf er in het kort bij waarom."),
        "activities_not_at_end": _(
            "Of de activiteiten gedaan zijn, hoort bij Afgerond. Laat dat nog leeg."
        ),
        "outcome_before_end": _("Een uitkomst hoort bij het einde. Laat de uitkomst nog leeg."),
        "told_before_end": _(
            "Terugkoppelen kan pas als het afgelopen is, en niet op een eerdere dag. "
            "Kijk de datum na."
        ),
        "date_in_future": _("Deze datum ligt in de toekomst. Kijk de datum na."),
        "date_before_previous": _("Deze datum ligt voor de vorige stap. Kijk de datum na."),
    }[code]


def report_refusal(code: str) -> str:
    """Say why a report can't be made, and what to do; ``{name}`` is the week or the file."""
    return {
        "malformed_week": _("‘{name}’ is geen week. Schrijf jaar en week, zoals 2026-W10."),
        "week_ahead": _("Week {name} moet nog beginnen. Kies een eerdere week."),
        "folder_missing": _("De map {name} bestaat niet. Maak die map, of kies een andere plek."),
        "file_in_use": _(
            "{name} is nog open in een ander programma, of mag niet vervangen worden. "
            "Sluit het bestand of kies een andere naam. Er is niets veranderd."
        ),
        "unreadable_hours": _(
            "‘{name}’ zijn geen openingstijden. Schrijf ze zoals: di en do 13:00-17:00."
        ),
        "font_missing": _(
            "Het lettertype voor afdrukken ontbreekt. Installeer het programma opnieuw."
        ),
    }[code]


def field_problems(error: BaseException) -> dict[str, str]:
    """Return what is wrong, by name of the field; ``""`` for the record as a whole.

    Empty for an error that isn't about a refused value.
    """
    if isinstance(error, InvalidResident):
        return {error.field: _value_problem(error.code, {})}
    if not isinstance(error, ValidationError):
        return {}
    problems: dict[str, str] = {}
    for item in error.errors(include_url=False, include_input=False):
        code = str(item["ctx"]["error"]) if item["type"] == "value_error" else item["type"]
        field = str(item["loc"][0]) if item["loc"] else _FIELD_OF.get(code, "")
        problems.setdefault(field, _value_problem(code, dict(item.get("ctx") or {})))
    return problems


_FIELD_OF = {
    "missing_name": "given_name",
    "before_1900": "birth_date",
    "arrival_before_birth": "arrival_date",
    "minimum_above_maximum": "minimum_age",
    "group_from_above_to": "group_from",
    "half_a_position": "latitude",
    "checker_missing": "checked_by",
    "missing_agreement": "tasks",
    "ended_before_duty": "ended_on",
    "end_without_ending": "ending",
    "extended_before_duty": "extended_until",
    "no_suspension": "suspended_until",
    "suspended_before": "suspended_until",
}


def _value_problem(code: str, context: dict[str, object]) -> str:
    known = {
        "bsn_like": _("Dit lijkt op een BSN. Dat mogen we niet bewaren. Haal het getal weg."),
        "malformed": _("Een V-nummer heeft 10 cijfers. Kijk het na."),
        "missing_name": _("Vul een voornaam of een achternaam in."),
        "before_1900": _("Dit jaar ligt voor 1900. Kijk het jaar na."),
        "arrival_before_birth": _("De aankomst ligt voor de geboorte. Kijk de datums na."),
        "in_future": _("Deze datum ligt in de toekomst. Kijk de datum na."),
        "minimum_above_maximum": _("De laagste leeftijd is hoger dan de hoogste. Draai ze om."),
        "group_from_above_to": _("De kleinste groep is groter dan de grootste. Draai ze om."),
        "half_a_position": _("Vul breedtegraad en lengtegraad allebei in."),
        "end_before_start": _("Het einde ligt voor het begin. Kijk de tijden na."),
        "checker_missing": _("Schrijf erbij wie de tekst heeft nagekeken."),
        "missing_agreement": _("Schrijf op wie wat doet, of wie welk risico draagt."),
        "ended_before_duty": _("Het einde ligt voor het begin van de plicht. Kijk de datums na."),
        "end_without_ending": _("Kies hoe de plicht eindigde, of haal de datum weg."),
        "extended_before_duty": _("De verlenging ligt voor het begin van de plicht. Kijk na."),
        "no_suspension": _("Dit hoort alleen bij een tijdelijke vrijstelling."),
        "suspended_before": _("Dit ligt voor het begin van de vrijstelling. Kijk de datums na."),
        "string_too_short": _("Dit mag niet leeg zijn."),
        "missing": _("Dit mag niet leeg zijn."),
    }
    if code == "string_too_long":
        return _("Dit is te lang. Er passen {n} tekens in.").format(n=context.get("max_length"))
    if code in ("greater_than_equal", "less_than_equal"):
        limit = context.get("ge", context.get("le"))
        if code == "greater_than_equal":
            return _("Dit is te laag. Het moet minstens {n} zijn.").format(n=limit)
        return _("Dit is te hoog. Het mag hoogstens {n} zijn.").format(n=limit)
    return known.get(code, _("Dit is niet te lezen. Kijk het na."))


def field_label(field: str) -> str:
    """Return the name of a field as the screen shows it."""
    return {
        "reference": _("Nummer"),
        "v_number": _("V-nummer"),
        "given_name": _("Voornaam"),
        "family_name": _("Achternaam"),
        "native_name": _("Naam in eigen schrift"),
        "birth_date": _("Geboortedatum"),
        "birth_year": _("Geboortejaar"),
        "languages": _("Talen"),
        "preferred_language": _("Gesprekstaal"),
        "dutch_level": _("Niveau Nederlands"),
        "literacy": _("Lezen en schrijven"),
        "residence_phase": _("Verblijfsfase"),
        "guardian": _("Voogd of ouder"),
        "guardian_kind": _("Wie is de voogd?"),
        "arrival_date": _("In het azc sinds"),
        "interests": _("Interesses"),
        "own_words": _("In eigen woorden"),
        "company": _("Samen of alleen"),
        "talents": _("Wat iemand kan"),
        "availability": _("Wanneer het kan"),
        "commitments": _("Vaste afspraken"),
        "weekly_minutes": _("Uren per week"),
        "week_weight": _("Hoe vol de week mag zijn"),
        "travel_means": _("Vervoer"),
        "max_travel_minutes": _("Reistijd, hoogstens"),
        "keep_informed": _("Bericht over nieuw aanbod"),
        "contact_channel": _("Contact via"),
        "contact_value": _("Telefoon of e-mail"),
        "notes": _("Opmerking"),
        "departed_on": _("Vertrokken op"),
        "summary": _("Wat er besproken is"),
        "detail": _("Toelichting"),
        "code": _("Code"),
        "kind": _("Soort"),
        "title": _("Titel"),
        "provider": _("Aanbieder"),
        "place": _("Plaats"),
        "address": _("Adres"),
        "schedule": _("Weekrooster"),
        "weeks": _("Duur in weken"),
        "hours_total": _("Uren in totaal"),
        "minimum_age": _("Leeftijd vanaf"),
        "maximum_age": _("Leeftijd tot en met"),
        "level_from": _("Niveau vanaf"),
        "level_to": _("Niveau tot en met"),
        "places": _("Plaatsen"),
        "places_confirmed_on": _("Plaatsen bevestigd op"),
        "start_dates": _("Instroommomenten"),
        "cost_cents": _("Kosten"),
        "name": _("Naam"),
        "what_you_do": _("Wat doe je?"),
        "benefit": _("Wat levert het op?"),
        "bring": _("Wat neem je mee?"),
        "checked_by": _("Nagekeken door"),
    }.get(field, field)
