"""The socket to a short message centre, with TLS where it is set. Used by one thread."""

import socket
import ssl
from contextlib import suppress

from ivr.sms.errors import SmsLost, SmsUnreachable
from ivr.sms.settings import SmppSettings

_CHUNK = 65_536


class Wire:
    """Octets in and out. What fails here is SmsLost, with the system's reason."""

    def __init__(self, sock: socket.socket) -> None:
        self._socket = sock

    @classmethod
    def open(cls, settings: SmppSettings) -> "Wire":
        """Raises SmsUnreachable within ``connect_s`` a step (each address, then TLS)."""
        try:
            # Before the connection: nobody is called when the file of certificates cannot be read.
            trusted = ssl.create_default_context(cafile=settings.tls_ca) if settings.tls else None
            plain = socket.create_connection((settings.host, settings.port), settings.connect_s)
            # The certificate is checked against ``host``, before the password is sent.
            return cls(trusted.wrap_socket(plain, server_hostname=settings.host) if trusted else plain)
        except (OSError, ValueError) as error:  # ValueError: what no name can be
            raise SmsUnreachable(address=settings.address(), reason=error) from error

    def send(self, octets: bytes, within_s: float) -> None:
        try:
            self._socket.settimeout(within_s)
            self._socket.sendall(octets)
        except OSError as error:
            raise SmsLost(reason=error) from error

    def read(self, wait_s: float) -> bytes:
        """What has come, after at most ``wait_s``; empty when nothing has."""
        try:
            self._socket.settimeout(max(wait_s, 0))
            octets = self._socket.recv(_CHUNK)
        except (TimeoutError, BlockingIOError, ssl.SSLWantReadError):
            return b""
        except OSError as error:
            raise SmsLost(reason=error) from error
        if not octets:
            raise SmsLost(reason="the other side closed the connection")
        return octets

    def close(self) -> None:
        # Nothing is left to be saved on a connection that is given up.
        with suppress(OSError):
            self._socket.close()
