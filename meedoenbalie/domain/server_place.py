"""Where a store on a server is and as whom, in the fields in which people fill that in."""

from __future__ import annotations

from typing import NamedTuple


class ServerPlace(NamedTuple):
    """What was filled in, as text; never a password.

    ``certificate`` is the file with the certificate of the authority that signed the server's;
    empty for those of the system.
    """

    server: str
    port: str = ""
    database: str = ""
    user: str = ""
    certificate: str = ""
