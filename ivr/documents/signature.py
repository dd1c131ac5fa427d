"""Signs a PDF as PAdES (ETSI EN 319 142-1, level B-B), with the gateway's own key or one that it was given."""

import io
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

from ivr.documents.identity import Identity

FIELD = "Gateway"


def sign(pdf: bytes, identity: Identity, at: datetime) -> bytes:
    """The same document with one invisible signature over all of it."""
    signer = SimpleSigner(identity.certificate, identity.key, identity.others)
    metadata = PdfSignatureMetadata(FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    signed = _SignerAt(metadata, signer, at).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)))
    return bytes(signed.getvalue())


class _SignerAt(PdfSigner):
    """Signs at a given moment: by itself it would ask the machine's clock."""

    def __init__(self, metadata: PdfSignatureMetadata, signer: SimpleSigner, at: datetime) -> None:
        super().__init__(metadata, signer)
        self._at = at

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session
