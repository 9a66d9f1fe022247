"""A desk on a server, from the first screen: made, opened, refused at its field, remembered."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from meedoenbalie.bootstrap import window_context
from meedoenbalie.clock import Clock, fixed_clock
from meedoenbalie.domain.server_place import ServerPlace
from meedoenbalie.paths import config_folder
from meedoenbalie.services import registration, server_places
from meedoenbalie.services.recent import recent_stores
from meedoenbalie.storage.backends import server as server_back_end
from meedoenbalie.storage.backends.address import ServerAddress
from meedoenbalie.storage.backends.server_trouble import refusal_of
from meedoenbalie.ui.context import OpenedDesk
from meedoenbalie.ui.main_window import MainWindow
from meedoenbalie.ui.pages.server_desk import ServerDeskPage
from meedoenbalie.ui.pages.unlock import UnlockPage
from meedoenbalie.ui.pages.welcome_side import Tile
from meedoenbalie.ui.preferences import Preferences
from meedoenbalie.ui.tasks import Tasks
from meedoenbalie.ui.widgets.passphrase import PassphraseEdit
from tests.opened_desk import TODAY
from tests.real_server import USER, RealServer
from tests.ui.pages.frame import PATIENCE_MS, button, click, press, texts, type_text

pytestmark = pytest.mark.usefixtures("look")


class Door:
    """The page on the real calls of the program."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.tasks = Tasks()
        self.unforeseen: list[Exception] = []
        self.tasks.unforeseen.connect(self.unforeseen.append)
        context = window_context(fixed_clock(TODAY))
        assert context.servers is not None
        self.page = ServerDeskPage(context, context.servers, self.tasks)
        self.opened: list[OpenedDesk] = []
        self.page.opened.connect(self.opened.append)
        qtbot.addWidget(self.page)
        self.page.resize(1280, 900)
        with qtbot.waitActive(self.page, timeout=PATIENCE_MS):
            self.page.show()
            self.page.activateWindow()
        QApplication.processEvents()

    def fill(self, **texts: str) -> None:
        for name, text in texts.items():
            self.page.fields.boxes[name].clear()
            type_text(self.page.fields.boxes[name], text)

    def fill_address(self, address: ServerAddress) -> None:
        self.fill(server=address.host, database=address.database, user=address.user)

    def press(self, words: str = "Balie openen") -> None:
        click(button(self.page, words))
        self.qtbot.waitUntil(lambda: not self.tasks.busy(), timeout=PATIENCE_MS)
        QApplication.processEvents()
        assert self.unforeseen == []

    def problem(self, field: str) -> str:
        """What is said at a field; nothing is said anywhere else."""
        said = {name: self.page.fields.problem(name) for name in ("", *self.page.fields.boxes)}
        assert [name for name, words in said.items() if words] == [field], said
        if field:
            assert QApplication.focusWidget() is self.page.fields.boxes[field]
        return said[field]


@pytest.fixture
def door(qtbot: QtBot) -> Iterator[Door]:
    made = Door(qtbot)
    yield made
    for opened in made.opened:
        opened.desk.database.close()
    made.tasks.close()


def site_box(door: Door, name: str) -> QLineEdit:
    return next(
        box
        for box in door.page.findChildren(QLineEdit)
        if box.isVisible() and box.accessibleName() == name
    )


def test_a_desk_is_made_in_an_empty_database_and_remembered_without_a_password(
    door: Door, empty_database: ServerAddress
) -> None:
    door.fill_address(empty_database)
    door.fill(password="een geheim woord")
    door.page.findChildren(QCheckBox)[0].click()
    door.press("Balie maken")
    assert "Vul de naam van de locatie in." in texts(door.page)
    type_text(site_box(door, "Naam van de locatie"), "azc Rietwaard")
    type_text(site_box(door, "Korte code"), "rtw")
    door.press("Balie maken")
    (opened,) = door.opened
    assert [(one.code, one.name) for one in opened.sites] == [("RTW", "azc Rietwaard")]
    assert door.page.fields.password() == ""
    (known,) = recent_stores()
    assert known.server == ServerPlace(empty_database.host, "", empty_database.database, USER)
    assert known.path == opened.path
    kept = [file.read_bytes() for file in config_folder().rglob("*") if file.is_file()]
    assert kept
    assert not any(b"geheim" in one for one in kept)


def test_a_desk_that_is_there_opens_with_enter(door: Door, server_store: ServerAddress) -> None:
    door.fill_address(server_store)
    press(door.page.fields.boxes["password"], Qt.Key.Key_Return)
    door.qtbot.waitUntil(lambda: bool(door.opened), timeout=PATIENCE_MS)
    registration.register_resident(
        door.opened[0].desk, door.opened[0].sites[0].id, given_name="Semhar"
    )


@pytest.mark.parametrize(
    ("filled", "field", "words"),
    [
        ({}, "server", "Vul de naam van de server in."),
        ({"server": "m@db/balie"}, "server", "Alleen de naam van de server"),
        ({"server": "localhost", "port": "poort"}, "port", "een getal"),
        ({"server": "localhost", "port": "70000"}, "port", "een getal"),
        ({"server": "localhost"}, "database", "Vul de naam van de database in."),
        ({"server": "localhost", "database": "balie"}, "user", "Vul uw gebruikersnaam"),
        (
            {"server": "db", "database": "b", "user": "M", "certificate": "/nergens.pem"},
            "certificate",
            "Dit bestand is er niet.",
        ),
        ({"server": "db.invalid", "database": "b", "user": "M"}, "server", "geen server met deze"),
        (
            {"server": "127.0.0.1", "port": "1", "database": "b", "user": "M"},
            "port",
            "antwoordt niet",
        ),
    ],
)
def test_what_is_not_filled_in_as_it_can_be_is_told_at_its_field(
    door: Door, filled: dict[str, str], field: str, words: str
) -> None:
    door.fill(**filled)
    door.press()
    assert words in door.problem(field)
    assert door.opened == []
    # Put right, it isn't said any more.
    door.page.fields.clear_problems()
    assert door.page.fields.problem(field) == ""


def test_what_the_server_refuses_is_told_at_the_field_that_it_is_about(
    door: Door, server: RealServer, server_store: ServerAddress, empty_database: ServerAddress
) -> None:
    door.fill_address(empty_database)
    door.press()
    assert "nog leeg" in door.problem("database")
    door.fill(database="bestaat niet")
    door.press()
    assert "er niet op de server" in door.problem("database")
    door.fill(database=server_store.database, user="Niemand")
    door.press()
    assert "gebruiker is er niet" in door.problem("user")
    stranger = f"Vreemde {server_store.database}"
    with server.manage() as manager:
        manager.execute(f'CREATE ROLE "{stranger}" LOGIN')
    door.fill(database=server_store.database, user=stranger)
    door.press()
    assert "geen toegang tot deze balie" in door.problem("user")
    with server.manage() as manager:
        manager.execute(f'REVOKE CONNECT ON DATABASE "{server_store.database}" FROM PUBLIC')
    door.press()
    assert "mag niet in deze database" in door.problem("user")
    door.page.findChildren(QCheckBox)[0].click()
    type_text(site_box(door, "Naam van de locatie"), "azc Rietwaard")
    type_text(site_box(door, "Korte code"), "rtw")
    door.fill(user=USER)
    door.press("Balie maken")
    assert "staat al iets" in door.problem("database")
    door.fill(database=empty_database.database, user=stranger)
    door.press("Balie maken")
    assert "Alleen de eigenaar" in door.problem("user")
    with server.manage() as manager:
        manager.execute(f'DROP ROLE "{stranger}"')
    assert door.opened == []


def test_an_older_or_newer_store_or_server_is_told_as_that(
    door: Door,
    server: RealServer,
    server_store: ServerAddress,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    door.fill_address(server_store)
    with server.manage(server_store.database) as manager:
        manager.execute("UPDATE alembic_version SET version_num = '9999'")
    door.press()
    assert "nieuwere versie" in door.problem("")
    with server.manage(server_store.database) as manager:
        manager.execute("UPDATE alembic_version SET version_num = 'filling'")
    door.press()
    assert "nog niet helemaal overgezet" in door.problem("")
    monkeypatch.setattr(server_back_end, "LEAST_VERSION", 99)
    door.press()
    assert "te oud" in door.problem("server")


class Liar:
    """Something that speaks TLS with a certificate of its own, as a server that isn't ours."""

    def __init__(self, folder: Path, name: str) -> None:
        self.authority = folder / f"{name}.pem"
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(_certificate(self.authority, name))
        context.set_alpn_protocols(["postgresql"])
        self._listening = socket.create_server(("127.0.0.2", 0))
        self.port = str(self._listening.getsockname()[1])
        self.heard = b""
        self._thread = threading.Thread(target=self._serve, args=[context], daemon=True)
        self._thread.start()

    def _serve(self, context: ssl.SSLContext) -> None:
        while True:
            try:
                given, _where = self._listening.accept()
            except OSError:
                return
            with closing(given):
                given.recv(8)
                given.sendall(b"S")
                try:
                    with context.wrap_socket(given, server_side=True) as inside:
                        self.heard += inside.recv(1000)
                except OSError:
                    continue

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()


def _certificate(file: Path, name: str) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = Clock().now()
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture
def liar(tmp_path: Path) -> Iterator[Liar]:
    made = Liar(tmp_path, "anders.voorbeeld.nl")
    yield made
    made.close()


def test_a_certificate_that_is_not_right_is_told_and_nothing_is_sent(
    door: Door, liar: Liar
) -> None:
    # Not one of the addresses that stay on this computer by their name.
    door.fill(server="127.0.0.2", port=liar.port, database="balie", user=USER, password="geheim")
    door.press()
    assert "certificaat van de server klopt niet" in door.problem("certificate")
    door.fill(certificate=str(liar.authority))
    door.press()
    assert "met een andere naam" in door.problem("server")
    assert liar.heard == b""


def test_a_server_without_a_certificate_is_told(door: Door) -> None:
    plain = socket.create_server(("127.0.0.2", 0))

    def answer() -> None:
        given, _where = plain.accept()
        with closing(given):
            given.recv(8)
            given.sendall(b"N")
            given.recv(100)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    port = str(plain.getsockname()[1])
    door.fill(server="127.0.0.2", port=port, database="balie", user=USER)
    door.press()
    assert "versleutelt niet" in door.problem("server")
    plain.close()
    thread.join()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ('FATAL:  password authentication failed for user "Marleen"', "password"),
        ('FATAL:  no pg_hba.conf entry for host "192.0.2.1", user "Marleen"', "user"),
        ("FATAL:  the database system is starting up", "server"),
        ("timeout expired", "server"),
    ],
)
def test_the_words_of_a_server_lead_to_a_field(said: str, field: str) -> None:
    assert server_places.field_of(refusal_of(psycopg.OperationalError(said))) == field


def test_a_window_that_locked_asks_the_password_of_the_server_only(
    qtbot: QtBot, server_store: ServerAddress
) -> None:
    def no_pages(shell: Any) -> None:
        del shell

    failed: list[Exception] = []
    context = window_context(fixed_clock(TODAY))
    window = MainWindow(context, no_pages, Preferences(), failed.append)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitActive(window, timeout=PATIENCE_MS):
        window.show()
        window.activateWindow()
    click(next(tile for tile in window.findChildren(Tile) if tile.text() == "Balie op een server"))
    page = window.findChild(ServerDeskPage)
    assert page is not None
    qtbot.waitUntil(page.isVisible, timeout=PATIENCE_MS)
    place = ServerPlace(server_store.host, "", server_store.database, USER)
    page.fields.show_place(place)
    click(button(page, "Balie openen"))
    qtbot.waitUntil(lambda: window.shell is not None, timeout=PATIENCE_MS)
    window.lock()
    qtbot.waitUntil(window.idle, timeout=PATIENCE_MS)
    first = window.findChild(UnlockPage)
    assert first is not None
    qtbot.waitUntil(first.isVisible, timeout=PATIENCE_MS)
    said = texts(first)
    assert f"Ontgrendel {server_store.database}" in said
    assert "Wachtwoord op de server" in said
    assert "Wachtzin vergeten?" not in said
    # This server asks for none, so that Enter is enough.
    press(first.findChildren(PassphraseEdit)[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.shell is not None, timeout=PATIENCE_MS)
    window.lock()
    qtbot.waitUntil(window.idle, timeout=PATIENCE_MS)
    again = window.findChild(UnlockPage)
    assert again is not None
    qtbot.waitUntil(again.isVisible, timeout=PATIENCE_MS)
    click(button(again, "Adres of gebruiker wijzigen…"))
    other = window.findChild(ServerDeskPage)
    assert other is not None
    assert other.fields.place() == place
    assert failed == []
    window.close()
