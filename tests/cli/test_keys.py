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
