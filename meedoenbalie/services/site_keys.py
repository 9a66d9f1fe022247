"""The key with which a site signs its data sets: made at the first set, renewed, revoked.

The old half that signs is destroyed, in the store and in the journal: whoever opens the store later
can't sign with it. (Back-ups from before still hold it.)
"""

from __future__ import annotations

from dataclasses import dataclass

from meedoenbalie.domain.data_sets import SigningKey
from meedoenbalie.domain.people import Role, Site
from meedoenbalie.exchange.data_set import fingerprint, new_signing_key
from meedoenbalie.exchange.key_statements import Said, say
from meedoenbalie.services.desk import READERS, Desk, Done
from meedoenbalie.services.one_site import the_site
from meedoenbalie.storage.unit_of_work import UnitOfWork

KEEPING_ROLES = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class SiteKey:
    """The key of a site: its name, the fingerprint, and that of the one before (or empty)."""

    site: str
    fingerprint: str
    before: str = ""


def site_key(desk: Desk, site_code: str | None = None) -> SiteKey:
    """Return the key of a site; no fingerprint while it sent nothing. Raises UnknownRecord."""
    with desk.read("read_desks", READERS) as reader:
        site = the_site(reader, site_code)
        key = reader.first(SigningKey, site_id=site.id)
        return SiteKey(site.name, fingerprint(key.public_key) if key is not None else "")


def make_site_key(desk: Desk, site_code: str | None = None) -> Done[SiteKey]:
    """Make the key of a site before its first set, or return the one that is there.

    Raises UnknownRecord.
    """
    with desk.write("make_site_key", roles=KEEPING_ROLES) as uow:
        site = the_site(uow, site_code)
        made = SiteKey(site.name, fingerprint(key_of_site(uow, site).public_key))
    return Done(made, frozenset(uow.changed))


def renew_site_key(
    desk: Desk, site_code: str | None = None, *, revoke: bool = False
) -> Done[SiteKey]:
    """Make a new key in the place of the present one, which vouches for it.

    With ``revoke`` the old key says instead that nobody should trust it any more: for when somebody
    else may have it. The team learns it with the next set. Raises UnknownRecord.
    """
    action = "revoke_site_key" if revoke else "roll_site_key"
    with desk.write(action, roles=KEEPING_ROLES) as uow:
        site = the_site(uow, site_code)
        old = key_of_site(uow, site)
        private, public = new_signing_key()
        said = say(
            old.private_key,
            Said.REVOKED if revoke else Said.ROLLED,
            site.code,
            "" if revoke else public,
            desk.clock.now().isoformat(),
        )
        uow.erase(old)
        uow.insert(
            SigningKey(
                site_id=site.id,
                private_key=private,
                public_key=public,
                statements=(*old.statements, said),
            )
        )
    made = SiteKey(site.name, fingerprint(public), fingerprint(old.public_key))
    return Done(made, frozenset(uow.changed))


def key_of_site(uow: UnitOfWork, site: Site) -> SigningKey:
    """Return the key of a site, made at the first time."""
    key = uow.first(SigningKey, site_id=site.id)
    if key is not None:
        return key
    private, public = new_signing_key()
    return uow.insert(SigningKey(site_id=site.id, private_key=private, public_key=public))
