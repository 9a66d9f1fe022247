"""What it means when the disk or the file of a store fails, and what to do."""

from __future__ import annotations

from meedoenbalie.i18n import _
from meedoenbalie.storage.backends.address import BadAddress
from meedoenbalie.storage.errors import StoreError, StoreTrouble
from meedoenbalie.storage.moving import NotEqual


def trouble(error: StoreTrouble) -> str:
    """Say what failed, what is kept, and what to do."""
    code = str(error)
    if code == "damaged":
        return _(
            "Het bestand van de balie is beschadigd; wat beschadigd is, wordt niet getoond. "
            "Zet een back-up terug, of vraag uw beheerder om hulp."
        )
    if code == "compact":
        return _(
            "De gegevens zijn gewist. Alleen het bestand kleiner maken lukte nu niet. "
            "Kijk of er ruimte is op de schijf, en sluit de balie dan een keer af."
        )
    if code in _of_server():
        return _of_server()[code]
    happened, act = {
        "full": (_("De schijf is vol."), _("Maak ruimte en probeer het opnieuw.")),
        "read_only": (
            _("In het bestand van de balie mag niet geschreven worden."),
            _("Haal de schrijfbeveiliging eraf en probeer het opnieuw."),
        ),
        "locked": (
            _("Een ander programma houdt het bestand van de balie vast."),
            _("Sluit dat programma en probeer het opnieuw."),
        ),
        "disk": (
            _("Lezen of schrijven op de schijf lukte niet."),
            _("Kijk of de schijf of stick er nog is en probeer het opnieuw."),
        ),
    }[code]
    kept = _("Deze wijziging is niet bewaard; alles daarvoor wel.")
    return f"{happened} {kept} {act}"


def _of_server() -> dict[str, str]:
    kept = _("Deze wijziging is niet bewaard; alles daarvoor wel.")
    return {
        "server_unreachable": _(
            "De server van de balie is niet te bereiken. Kijk of u verbinding hebt met het "
            "netwerk en probeer het opnieuw."
        ),
        "server_unknown": _(
            "Er is geen server met deze naam. Kijk de naam na, en of u verbinding hebt met het "
            "netwerk."
        ),
        "server_refused": _(
            "De server antwoordt niet. Vraag wie hem beheert of hij aanstaat, of kijk naam en "
            "poort na."
        ),
        "server_lost": _("De verbinding met de server viel weg.")
        + f" {kept} "
        + _("Wat u typte, staat er nog. Probeer het opnieuw als er weer verbinding is."),
        "server_unsure": _(
            "De verbinding met de server viel weg tijdens het bewaren. Of deze wijziging is "
            "bewaard, is niet zeker. Kijk het na als er weer verbinding is."
        ),
        "server_waiting": _(
            "Deze wijziging wacht al op de server, en wordt vanzelf bewaard zodra hij er weer is."
        ),
        "server_busy": _("Een andere balie is te lang bezig.")
        + f" {kept} "
        + _("Probeer het zo opnieuw."),
        "server_full": _("De schijf van de server is vol.")
        + f" {kept} "
        + _("Waarschuw wie de server beheert."),
        "server_read_only": _("In deze server mag nu niet geschreven worden.")
        + f" {kept} "
        + _("Waarschuw wie de server beheert."),
        "server_tls": _(
            "Het certificaat van de server klopt niet, dus er is niets verstuurd. Vraag wie de "
            "server beheert welk certificaat erbij hoort (sslrootcert=…)."
        ),
        "server_tls_name": _(
            "Het certificaat is van een server met een andere naam, dus er is niets verstuurd. "
            "Kijk de naam na, of vraag wie de server beheert."
        ),
        "server_tls_none": _(
            "Deze server versleutelt niet wat u stuurt, dus er is niets verstuurd. Vraag wie de "
            "server beheert om een certificaat."
        ),
        "server_closed": _(
            "De server laat deze gebruiker vanaf deze computer niet in deze database. Vraag wie de "
            "server beheert (pg_hba.conf)."
        ),
        "server_replica": _(
            "Deze server is een kopie die alleen meeleest. Vraag wie de server beheert naar de "
            "server waarin geschreven wordt."
        ),
        "server_rights": _(
            "Deze gebruiker mag niet in deze database. Vraag wie de server beheert."
        ),
        "server_owner": _(
            "Alleen de eigenaar van de database kan de tabellen maken of bijwerken. Is er al een "
            "balie, dan opent wie haar maakte haar eerst met deze versie. Er is niets veranderd."
        ),
        "not_permitted": _("Uw gebruiker mag dit niet op de server.")
        + f" {kept} "
        + _("Vraag uw beheerder."),
    }


def bad_address(error: BadAddress) -> str:
    """Say why an address of a server is refused, and how to write it."""
    how = _("Schrijf het adres zo: postgresql+psycopg://naam@server/balie.")
    return {
        "password": _(
            "In het adres staat een wachtwoord. Haal het weg: anderen kunnen het daar lezen. Het "
            "programma vraagt ernaar, of leest het uit een bestand."
        ),
        "malformed": how,
        "database": _("In het adres staat niet welke database.") + " " + how,
        "option": _("‘{text}’ kan niet in het adres staan.").format(text=error.text) + " " + how,
        "tls": _(
            "Naar {server} gaat alles alleen over een verbinding waarvan het certificaat is "
            "nagekeken. Zet sslmode=verify-full in het adres, of laat sslmode weg."
        ).format(server=error.text),
    }[error.code]


def bad_place(code: str) -> str:
    """Say what isn't filled in as it can be."""
    return {
        "server_empty": _("Vul de naam van de server in."),
        "server_malformed": _("Alleen de naam van de server, bijvoorbeeld db.voorbeeld.nl."),
        "port_malformed": _("Een poort is een getal van 1 tot en met 65535. Leeg is 5432."),
        "database_empty": _("Vul de naam van de database in."),
        "user_empty": _("Vul uw gebruikersnaam op de server in."),
        "certificate_missing": _("Dit bestand is er niet."),
    }[code]


def of_server(error: StoreError) -> str | None:
    """Say why a store on a server can't be opened or made; None where a file would say the same."""
    return {
        "server": _(
            "De server laat deze gebruiker niet toe: de naam of het wachtwoord klopt niet, of de "
            "server staat het hier niet toe."
        ),
        "server_role": _(
            "Deze gebruiker is er niet op de server. Kijk de naam na, met hoofdletters."
        ),
        "server_has_store": _(
            "In deze database staat al iets. Open de balie die er staat, of vraag om een lege "
            "database."
        ),
        "server_version": _(
            "Deze server is te oud: nodig is PostgreSQL 16 of nieuwer. Vraag wie de server beheert."
        ),
        "server_empty": _("Deze database is nog leeg: er is nog geen balie in gemaakt."),
        "server_other": _("In deze database staat iets anders dan een balie."),
        "secret": _(
            "In deze database ontbreekt een deel van de balie. Vraag wie de server beheert."
        ),
        "server_database": _(
            "Deze database is er niet op de server. Kijk de naam na, of vraag wie de server "
            "beheert om haar te maken."
        ),
        "collation": _(
            "Deze database sorteert anders dan een balie. Vraag wie de server beheert om een "
            "nieuwe: CREATE DATABASE naam TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C';"
        ),
        "user": _("Deze gebruiker heeft geen toegang tot deze balie. Vraag uw beheerder."),
    }.get(str(error))


def only_in_file() -> str:
    """Say that a server keeps its own back-ups and keys."""
    return _(
        "Dit kan alleen met een balie in een bestand. Bij een balie op een server doet wie de "
        "server beheert dit; zie docs/server.md."
    )


def half_moved() -> str:
    """Say that a store isn't whole yet."""
    return _(
        "Deze balie is nog niet helemaal overgezet. Zet haar nog eens over; wat er al is, blijft."
    )


def not_equal(error: NotEqual) -> str:
    """Say that a copy isn't equal, and that it can't be opened."""
    where = ", ".join(error.tables) or _("het journaal")
    return _(
        "De balie is niet overgezet: de kopie is niet gelijk ({where}), en blijft dicht. De oude "
        "balie is zoals zij was. Zet haar nog eens over."
    ).format(where=where)


def no_such_user(name: str) -> str:
    """Say who has to be a user of the store before it is moved."""
    return _(
        "‘{name}’ is geen gebruiker van deze balie en zou haar op de server niet kunnen openen. "
        "Voeg {name} eerst toe in Instellingen, of noem een andere rol in het adres."
    ).format(name=name)


def full_disk() -> str:
    """Say that a file could not be written for want of room."""
    return _("De schijf is vol; het bestand is niet gemaakt. Maak ruimte en probeer het opnieuw.")
