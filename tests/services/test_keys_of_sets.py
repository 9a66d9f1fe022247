"""Keys of azc's and of the programme team: renewed, revoked, stolen, swapped."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.data_sets import ProgrammeKey, SigningKey
from meedoenbalie.domain.people import Role
from meedoenbalie.exchange.data_set import fingerprint
from meedoenbalie.exchange.key_statements import Said, hear, say
from meedoenbalie.services.collecting import (
    Collected,
    collect,
    key_fingerprints,
    revoke_key_of,
    sites_of,
)
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.messages import explain
from meedoenbalie.services.programme_keys import (
    make_programme_keys,
    open_secret_key,
    read_programme_card,
    renew_programme_keys,
)
from meedoenbalie.services.programme_messages import arrival
from meedoenbalie.services.programme_pins import OtherProgrammeKey, Standing, judge_key, pin_key
from meedoenbalie.services.sending import release_data_set
from meedoenbalie.services.site_keys import make_site_key, renew_site_key, site_key
from meedoenbalie.services.stores import open_store
from meedoenbalie.services.undoing import CannotUndo, undo
from meedoenbalie.services.verifying import verify
from meedoenbalie.storage.errors import NotAStore
from meedoenbalie.storage.keys import LEAST_COST, key_file_of
from tests.opened_desk import PASSPHRASE, TODAY

TEAM = "wij tellen alles samen"
CLOCK = fixed_clock(TODAY)


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """The folder of the team, with its keys."""
    make_programme_keys(tmp_path / "team", TEAM, LEAST_COST)
    return tmp_path / "team"


@pytest.fixture
def take(team: Path) -> Callable[..., Collected]:
    """Read one set in."""

    def take(file: Path, *confirmed: str) -> Collected:
        (result,) = collect(
            [file],
            team / "alles.duckdb",
            team / "programme.key",
            TEAM,
            confirmed=frozenset(confirmed),
            cost=LEAST_COST,
        )
        return result

    return take


def sent(desk: Desk, team: Path, name: str) -> Path:
    file = team.parent / f"{name}.age"
    release_data_set(desk, team / "programme.pub", file)
    return file


def thief_of(desk: Desk, folder: Path) -> Desk:
    """Somebody who copied the store and knows a passphrase of it."""
    folder.mkdir()
    path = folder / "gestolen.db"
    desk.database.close()
    shutil.copy(desk.database.path, path)
    shutil.copy(key_file_of(desk.database.path), key_file_of(path))
    return open_store(path, "Marleen", PASSPHRASE, CLOCK)


def test_a_renewed_key_is_taken_after_both_fingerprints_were_shown_and_numbers_go_on(
    desk: Desk, team: Path, take: Callable[..., Collected]
) -> None:
    first = sent(desk, team, "een")
    assert take(first).code == "collected"
    old = site_key(desk).fingerprint
    renewed = renew_site_key(desk).result
    assert (renewed.before, renewed.fingerprint) == (old, site_key(desk).fingerprint)
    assert renewed.fingerprint != old
    second = sent(desk, team, "twee")
    waits = take(second)
    assert (waits.code, waits.pinned, waits.fingerprint) == (
        "rolled_over",
        old,
        renewed.fingerprint,
    )
    assert f"Oud: {old}. Nieuw: {renewed.fingerprint}" in arrival(waits)
    assert take(second, old).code == "rolled_over"
    assert take(second, renewed.fingerprint).code == "collected"
    (here,) = sites_of(team / "alles.duckdb", TEAM)
    assert (here.number, key_fingerprints([here])["RTW"]) == (2, renewed.fingerprint)
    assert take(first).code == "other_key"
    assert take(sent(desk, team, "drie")).code == "collected"


def test_a_key_that_was_renewed_twice_is_still_vouched_for(
    desk: Desk, team: Path, take: Callable[..., Collected]
) -> None:
    take(sent(desk, team, "een"))
    renew_site_key(desk)
    renew_site_key(desk)
    assert take(sent(desk, team, "twee")).code == "rolled_over"


def test_a_vouched_key_can_not_bring_back_an_older_set(
    desk: Desk, team: Path, take: Callable[..., Collected]
) -> None:
    sent(desk, team, "een")
    renew_site_key(desk)
    code = site_key(desk).fingerprint
    second = sent(desk, team, "twee")
    desk.database.close()
    back_up = team.parent / "oud.db"
    shutil.copy(desk.database.path, back_up)
    shutil.copy(key_file_of(desk.database.path), key_file_of(back_up))
    restored = open_store(back_up, "Marleen", PASSPHRASE, CLOCK)
    third = sent(restored, team, "drie")
    restored.database.close()
    assert take(third).code == "collected"
    assert take(second, code).code == "replayed"


def test_the_old_half_that_signs_is_nowhere_in_the_store_any_more(desk: Desk, team: Path) -> None:
    sent(desk, team, "een")
    with desk.read() as reader:
        (old,) = reader.find(SigningKey)
    renew_site_key(desk)
    with desk.read() as reader:
        tables = reader.connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'")
        ).scalars()
        told = "".join(
            repr(reader.connection.execute(text(f'SELECT * FROM "{table}"')).fetchall())
            for table in tables
        )
    assert old.public_key in told
    assert old.private_key not in told
    assert verify(desk).problems == ()
    with pytest.raises(CannotUndo):
        undo(desk)


def test_whoever_stole_the_old_key_signs_nothing_that_is_taken_in(
    desk: Desk, team: Path, take: Callable[..., Collected], tmp_path: Path
) -> None:
    take(sent(desk, team, "een"))
    thief = thief_of(desk, tmp_path / "dief")
    mine = open_store(desk.database.path, "Marleen", PASSPHRASE, CLOCK)
    code = renew_site_key(mine, revoke=True).result
    good = sent(mine, team, "goed")
    # Nothing vouches for it: people telephone. What it says of the old key counts at once.
    waits = take(good)
    assert (waits.code, waits.pinned) == ("other_key", code.before)
    for number in range(2):
        forged = sent(thief, team, f"vals{number}")
        refused = take(forged)
        assert refused.code == "revoked"
        assert "ingetrokken" in arrival(refused)
        assert take(forged, code.before).code == "revoked"
    (here,) = sites_of(team / "alles.duckdb", TEAM)
    assert (here.number, here.revoked) == (1, True)
    assert take(good, code.fingerprint).code == "collected"
    (here,) = sites_of(team / "alles.duckdb", TEAM)
    assert (here.number, here.revoked) == (2, False)
    # The thief can renew too: the stolen key says so itself, and it stays revoked.
    thieves_own = renew_site_key(thief).result.fingerprint
    assert take(sent(thief, team, "vals9")).code == "other_key"
    assert thieves_own != site_key(mine).fingerprint
    thief.database.close()
    mine.database.close()


def test_the_team_revokes_a_key_and_what_it_took_in_before_stays(
    desk: Desk, team: Path, take: Callable[..., Collected]
) -> None:
    first = sent(desk, team, "een")
    take(first)
    told = revoke_key_of(team / "alles.duckdb", TEAM, "RTW")
    assert told == site_key(desk).fingerprint
    assert take(first).code == "already"
    second = sent(desk, team, "twee")
    assert take(second).code == "revoked"
    assert take(second, told).code == "revoked"
    renew_site_key(desk)
    third = sent(desk, team, "drie")
    # A revoked key vouches for nothing.
    assert take(third).code == "other_key"
    assert take(third, site_key(desk).fingerprint).code == "collected"


def test_a_swapped_key_of_the_team_gets_no_set(desk: Desk, team: Path, tmp_path: Path) -> None:
    sent(desk, team, "een")
    with desk.read() as reader:
        (pinned,) = reader.find(ProgrammeKey)
    assert pinned.pinned_on == TODAY
    stranger = make_programme_keys(tmp_path / "vreemd", TEAM, LEAST_COST)[0]
    assert judge_key(desk, stranger).standing is Standing.OTHER
    out = tmp_path / "uit.age"
    with pytest.raises(OtherProgrammeKey) as refused:
        release_data_set(desk, stranger, out)
    assert not out.exists()
    code = read_programme_card(stranger).fingerprint
    assert code in (explain(refused.value) or "")
    with pytest.raises(OtherProgrammeKey):
        pin_key(desk, stranger, read_programme_card(team / "programme.pub").fingerprint)
    pin_key(desk, stranger, code.lower().replace(" ", ""))
    assert release_data_set(desk, stranger, out).result.recipient == code
    with pytest.raises(OtherProgrammeKey):
        sent(desk, team, "weer")


def test_a_renewed_key_of_the_team_is_vouched_for_and_sets_on_their_way_still_open(
    desk: Desk, team: Path, take: Callable[..., Collected]
) -> None:
    on_its_way = sent(desk, team, "een")
    renew_programme_keys(team / "programme.key", TEAM, CLOCK, cost=LEAST_COST)
    made = renew_programme_keys(team / "programme.key", TEAM, CLOCK, cost=LEAST_COST)
    judged = judge_key(desk, made.public)
    assert (judged.standing, judged.card.fingerprint) == (Standing.VOUCHED, made.new)
    with pytest.raises(OtherProgrammeKey) as waits:
        sent(desk, team, "twee")
    assert made.new in (explain(waits.value) or "")
    pin_key(desk, made.public, made.new)
    assert judge_key(desk, made.public).standing is Standing.PINNED
    assert take(on_its_way).code == "collected"
    assert take(sent(desk, team, "twee")).code == "collected"


def test_a_revoked_key_of_the_team_is_used_no_more_and_opens_nothing(
    desk: Desk, team: Path, take: Callable[..., Collected]
) -> None:
    old_file = team.parent / "oud.pub"
    shutil.copy(team / "programme.pub", old_file)
    late = sent(desk, team, "een")
    secret = open_secret_key(team / "programme.key", TEAM)
    made = renew_programme_keys(team / "programme.key", TEAM, CLOCK, revoke=True, cost=LEAST_COST)
    assert judge_key(desk, made.public).standing is Standing.AFTER_REVOKED
    pin_key(desk, made.public, made.new)
    assert judge_key(desk, old_file).standing is Standing.REVOKED
    with pytest.raises(OtherProgrammeKey) as refused:
        pin_key(desk, old_file, read_programme_card(old_file).fingerprint)
    assert "ingetrokken" in (explain(refused.value) or "")
    assert take(late).code == "not_for_this_key"
    assert take(sent(desk, team, "twee")).code == "collected"
    kept = (team / "programme.key").read_text(encoding="ascii")
    assert "AGE-SECRET" not in kept
    assert secret not in open_secret_key(team / "programme.key", TEAM)


def test_a_key_of_a_team_from_before_keys_could_sign_goes_on_and_is_followed_by_comparing(
    desk: Desk, team: Path
) -> None:
    new = team / "programme.pub"
    age = read_programme_card(new).recipient
    old = team.parent / "oud.pub"
    old.write_text(f"{age}\n", encoding="ascii")
    assert read_programme_card(old).fingerprint == fingerprint(age)
    release_data_set(desk, old, team.parent / "een.age")
    assert judge_key(desk, old).standing is Standing.PINNED
    assert judge_key(desk, new).standing is Standing.OTHER
    for broken in ("age1niets", f"{age}\n{age}\n", f"{age}\n# statement: {{}}\n"):
        old.write_text(broken, encoding="ascii")
        with pytest.raises(NotAStore):
            read_programme_card(old)


def test_nobody_can_speak_for_the_key_of_another(desk: Desk) -> None:
    make_site_key(desk)
    with desk.read() as reader:
        (key,) = reader.find(SigningKey)
    said = say(key.private_key, Said.ROLLED, "RTW", "een nieuwe", "2026-03-02T10:00:00+00:00")
    assert hear(said).key == key.public_key
    for old, new in (("RTW", "DHK"), ("een nieuwe", "een andere"), ("rolled", "revoked")):
        with pytest.raises(ValueError, match="statement"):
            hear(said.replace(old, new))


def test_only_who_sends_may_renew_a_key(desk: Desk) -> None:
    only_desk = Desk(desk.database, desk.user.changed(roles=(Role.DESK,)), desk.clock)
    with pytest.raises(NotAllowed):
        renew_site_key(only_desk)
    with pytest.raises(NotAllowed):
        make_site_key(only_desk)
