"""What can go wrong with a store. The codes are for programs; services turn them into words."""

from __future__ import annotations


class StoreError(Exception):
    """A store can't be opened, read or written."""


class StoreMissing(StoreError):
    """There is no store, or no key file, at this place."""


class StoreExists(StoreError):
    """There is a file at this place already; it is never overwritten."""


class NotAStore(StoreError):
    """The file is no store of this program, or it is damaged."""


class StoreTrouble(StoreError):
    """The disk or the file failed; what was being written isn't there, the rest is as it was.

    ``full`` (disk), ``read_only``, ``locked`` (another program was busy too long), ``disk`` (can't
    be read or written), ``damaged`` (pages aren't as they were written), ``compact`` (only making
    the file smaller failed; everything was written). Of a server: ``server_unknown`` (no such
    name), ``server_refused`` (nobody answers at this port), ``server_unreachable``,
    ``server_lost`` (it was there), ``server_unsure`` (it went while committing, so that this may be
    written or not), ``server_waiting`` (the same change waits for it already), ``server_busy``
    (another desk wrote too long),
    ``server_full``, ``server_read_only``, ``server_tls`` (its certificate isn't trusted),
    ``server_tls_name`` (it is that of another server), ``server_tls_none`` (it has none),
    ``server_closed`` (its rules let nobody in from here), ``server_rights`` (the role may not come
    into the database), ``server_replica`` (it only
    follows another server), ``server_owner`` (only the owner may make or renew the tables) and
    ``not_permitted`` (the role may not do this).
    """


class DamagedSlot(NotAStore):
    """The key slot of one user can't be read; others may still open the store."""

    def __init__(self, name: str) -> None:
        super().__init__("key_slot_damaged")
        self.name = name


class CodeExpired(StoreError):
    """The last day of a one-time code is over."""


class AccessEnded(StoreError):
    """The user's access was withdrawn; an older key file doesn't bring it back."""


class WrongPassphrase(StoreError):
    """No key slot of this user opens with this passphrase or recovery code."""


class PasswordNeeded(StoreError):
    """The server asks for a password, and none was given or found."""


class OnlyInFile(StoreError):
    """This can be done with a store in a file only."""


class NewerStore(StoreError):
    """The file was written by a newer version of the program."""


class HalfMoved(StoreError):
    """Another store is being moved into this one, and that isn't done yet."""


class StaleRecord(StoreError):
    """The record was changed by somebody else in the meantime."""


class UnknownRecord(StoreError):
    """There is no record with this identifier."""


class ErasureListDamaged(StoreError):
    """The list of erased people beside the store isn't as this program wrote it."""


class ServerBackupRefused(StoreError):
    """A server doesn't let a back-up be made or put back; nothing was changed.

    ``owner`` (only who owns the tables sees all of them), ``password`` (the program knows none to
    lock the back-up with), ``scratch`` (the role may make no database to try it in).
    """


class ServerToolsMissing(StoreError):
    """There is no ``pg_dump`` that knows this server. ``found`` is the newest there is; 0: none."""

    def __init__(self, needed: int, found: int) -> None:
        super().__init__("tools")
        self.needed = needed
        self.found = found


class BackupDamaged(StoreError):
    """A back-up can't be restored, or isn't what it says. The code is what isn't right.

    ``unreadable`` and ``altered`` are about the file; the others about the data in it, which were
    so in the store already.
    """


class BackupOfOther(StoreError):
    """The back-up was made of another store."""
