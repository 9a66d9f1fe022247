"""A disk that fails while the store is used says so in words; what was kept, stays."""

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.i18n import Language, set_language
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.messages import explain
from meedoenbalie.services.registration import register_resident
from meedoenbalie.storage.errors import StoreTrouble
from meedoenbalie.storage.migrate import bring_up_to_date, migrate

CODES = (
    *("full", "read_only", "locked", "disk", "damaged", "compact"),
    *("server_unreachable", "server_lost", "server_busy", "server_full", "server_read_only"),
    *("server_tls", "not_permitted"),
)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_trouble_has_a_sentence_in_both_languages(code: str, language: Language) -> None:
    set_language(language)
    said = explain(StoreTrouble(code))
    assert said is not None
    assert said.endswith(".")


@contextmanager
def no_file_grows_beyond(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


posix = pytest.mark.skipif(sys.platform == "win32", reason="limits files the POSIX way")


@pytest.mark.file_only("limits what this process writes; a server is another one")
@posix
def test_what_no_longer_fits_is_refused_and_fits_when_there_is_room(desk: Desk, site: Site) -> None:
    register_resident(desk, site.id, given_name="Semhar")
    with no_file_grows_beyond(4096), pytest.raises(StoreTrouble):
        register_resident(desk, site.id, given_name="Zahra")
    register_resident(desk, site.id, given_name="Yusuf")
    with desk.read() as reader:
        assert {person.given_name for person in reader.find(Resident)} == {"Semhar", "Yusuf"}


@pytest.mark.file_only("the copy that is made beside a file before it is migrated")
@posix
def test_a_copy_before_a_migration_that_does_not_fit_leaves_no_copy(desk: Desk) -> None:
    migrate(desk.database, "0001")
    with no_file_grows_beyond(4096), pytest.raises(StoreTrouble):
        bring_up_to_date(desk.database)
    assert not list(desk.database.path.parent.glob("*-versie-*"))
    copy = bring_up_to_date(desk.database)
    assert copy is not None
    assert not Path(f"{copy}-wal").exists()
