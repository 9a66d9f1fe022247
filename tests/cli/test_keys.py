"""Keys of an azc and of the team, renewed and revoked by commands alone."""

from pathlib import Path

from tests.cli.conftest import Said, Terminal


def code_after(said: Said, words: str) -> str:
    return next(line for line in said.err.splitlines() if line.startswith(words)).partition(": ")[2]


def test_an_azc_and_the_team_renew_and_revoke_their_keys(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    team, into = tmp_path / "team", tmp_path / "alles.duckdb"
    public, secret = team / "programme.pub", team / "programme.key"

    def release(name: str) -> Said:
        return terminal(
            "release", "--store", store, "--to", public, "--out", tmp_path / f"{name}.age"
        )

    def collect(name: str, *more: str) -> Said:
        return terminal("collect", tmp_path / f"{name}.age", "--into", into, "--key", secret, *more)

    terminal("keys", "programme", "--out", team)
    assert release("een").code == 0
    assert collect("een").code == 0

    first = terminal("keys", "site", "--store", store).out.strip()
    rolled = terminal("keys", "site", "--store", store, "--roll")
    assert code_after(rolled, "Oude vingerafdruk") == first
    second = rolled.out.strip()
    assert release("twee").code == 0
    waits = collect("twee")
    assert waits.code == 1
    assert f"Oud: {first}. Nieuw: {second}" in waits.err
    assert collect("twee", "--confirm", second).code == 0

    assert terminal("keys", "sites", into, "--json").json == [
        {"site": "RTW", "fingerprint": second, "revoked": False}
    ]
    assert second in terminal("keys", "revoke", "RTW", "--in", into).err
    assert terminal("keys", "revoke", "XXX", "--in", into).code == 1
    assert "ingetrokken" in terminal("keys", "sites", into).out
    assert release("drie").code == 0
    assert "is ingetrokken" in collect("drie").err

    renewed = terminal("keys", "programme", "--out", team, "--revoke")
    new = code_after(renewed, "Vingerafdruk")
    refused = release("vier")
    assert refused.code == 1
    assert new in refused.err
    wrong = terminal("keys", "accept", public, "--store", store, "--fingerprint", first)
    assert wrong.code == 1
    accepted = terminal("keys", "accept", public, "--store", store, "--fingerprint", new)
    assert accepted.code == 0
    assert release("vier").code == 0
    assert terminal("keys", "site", "--store", store, "--roll", "--revoke").code == 2


def test_where_there_are_more_azcs_a_command_says_which_can_be_named(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    people = tmp_path / "bewoners.csv"
    people.write_text("Voornaam;Geb.datum\nFilmon;2003-10-08\n", encoding="utf-8")
    terminal("import", "residents", people, "--store", store, "--site", "VDW:azc Veldwijker")
    terminal("keys", "programme", "--out", tmp_path / "team")
    public = tmp_path / "team" / "programme.pub"
    for command in (
        ("release", "--to", public, "--out", tmp_path / "set.age"),
        ("keys", "desk", "--out", tmp_path / "hier.balie"),
        ("keys", "site"),
    ):
        said = terminal(*command, "--store", store)
        assert (said.code, said.out) == (1, "")
        assert said.err == "Deze balie heeft meer azc's. Noem er een met --site: RTW, VDW\n"
        assert terminal(*command, "--store", store, "--site", "VDW").code == 0
    assert "niet bekend" in terminal("keys", "site", "--store", store, "--site", "XXX").err
