"""TLS of our own HTTP server."""

import ssl
from dataclasses import dataclass
from pathlib import Path

from ivr.kit.errors import GatewayError


class BadTls(GatewayError):
    code = "http-tls"
    zh = "无法使用 TLS 文件（{reason}）。请检查 http_tls 的 certificate、key 和 client_ca。"
    en = "The TLS files cannot be used ({reason}). Check certificate, key and client_ca of http_tls."


@dataclass(frozen=True)
class Tls:
    """PEM files. ``client_ca``: who signs the certificates of callers; each may show one, and need not.

    Without it no caller is asked for a certificate.
    """

    certificate: Path
    key: Path
    client_ca: Path | None = None

    def context(self) -> ssl.SSLContext:
        """TLS 1.2 or later. Raises BadTls."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        try:
            context.load_cert_chain(self.certificate, self.key)
            if self.client_ca is not None:
                context.load_verify_locations(self.client_ca)
                context.verify_mode = ssl.CERT_OPTIONAL  # a caller with a wrong one is cut off, one with none is not
        except OSError as error:  # SSLError is one
            raise BadTls(field="http_tls", reason=error.strerror or error) from error
        return context
