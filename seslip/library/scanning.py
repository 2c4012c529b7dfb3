"""What virus scanners look for: the marker they are tested with, and what a scanner says, if one is set."""

import io
from urllib.parse import urlsplit

from clamav_client.clamd import ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings

from seslip.library.refusing import FileRefused

# In two pieces, or scanners would refuse this file.
MARKER = b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE"
PATIENCE = 30


def refuse_marker(content: bytes, name: str) -> None:
    if MARKER in content:
        raise FileRefused(f"{name} holds what virus scanners look for. It is not taken.")


def refuse_found(content: bytes, name: str) -> None:
    """Ask the scanner, where one is set. Anything but a clean answer refuses the file, and so does none."""
    if not settings.CLAMAV_URL:
        return
    try:
        answers = list(_scanner(settings.CLAMAV_URL).instream(io.BytesIO(content)).values())
    except (ClamdError, OSError, ValueError, UnicodeDecodeError):
        answers = []
    if any(status == "FOUND" for status, _ in answers):
        raise FileRefused(f"{name} holds what virus scanners look for. It is not taken.")
    if answers != [("OK", None)]:
        raise FileRefused(f"{name} could not be checked for viruses just now. Try again in a few minutes.")


def _scanner(address: str) -> ClamdNetworkSocket:
    url = urlsplit(address)
    if url.scheme == "unix":
        return ClamdUnixSocket(path=url.path, timeout=PATIENCE)
    return ClamdNetworkSocket(url.hostname or "", url.port or 3310, timeout=PATIENCE)
