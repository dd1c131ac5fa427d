"""An entry of a file as its payment keeps it, sealed: what the webhook would have sent, so that both read alike."""

import json

from ivr.domain.payment import Remittance


def raw_entry(remittance: Remittance) -> str:
    """JSON, one object."""
    told = {
        "id": remittance.external_id,
        "account": remittance.account,
        "amount": str(remittance.amount),
        "currency": remittance.currency,
        "status": remittance.status,
        "reversal": remittance.reversal,
        "booked_at": remittance.booked_at.isoformat(),
        "text": remittance.text,
        "reference": remittance.reference,
    }
    return json.dumps(told, ensure_ascii=False)
