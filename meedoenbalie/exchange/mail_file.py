"""A mail that lies ready in a file (.eml): a mail program opens it to be looked at and sent.

Format: RFC 5322 and MIME. ``X-Unsent`` makes Outlook open it as one that still has to go.
"""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP


def mail_file(
    *, to: str, subject: str, text: str, name: str = "", pdf: bytes | None = None
) -> bytes:
    """Return a mail, with a PDF called ``name`` where there is one.

    ``to`` may be empty: then somebody fills it in.
    """
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    if to:
        mail["To"] = " ".join(to.split())
    mail["Subject"] = " ".join(subject.split())
    mail.set_content(text)
    if pdf is not None:
        mail.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
    return mail.as_bytes()
