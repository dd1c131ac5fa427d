"""The gateway as a court, an operator or a bank has it: over HTTP."""

import json
import time
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import httpx

from ivr.cli.demo.errors import Refused
from ivr.cli.demo.stage import BANK, Stage
from ivr.cli.words import spoken
from ivr.feeds import webhook

PATIENCE_S: Final = 20.0


@dataclass(frozen=True)
class Seat:
    """One person's place: ``token`` is theirs."""

    url: str
    token: str

    def get(self, path: str) -> Any:
        return _told(self._client().get(path), path)

    def post(self, path: str, given: object = None) -> Any:
        """Raises Refused."""
        return _told(self._client().post(path, json=given), path)

    def refused(self, path: str) -> str:
        """The code of a refusal that is expected; ``accepted`` when there was none."""
        answer = self._client().post(path)
        return "accepted" if answer.is_success else str(answer.json().get("code"))

    def _client(self) -> httpx.Client:
        head = {"Authorization": f"Bearer {self.token}", "Accept-Language": spoken()}
        return httpx.Client(base_url=f"{self.url}/api/v1", headers=head, timeout=PATIENCE_S)


@dataclass(frozen=True)
class Bank:
    """Sends what it booked by the signed webhook."""

    stage: Stage

    def pays(self, entry: str, account: str, amount: Decimal) -> dict[str, Any]:
        """One booked entry, signed. Raises Refused."""
        booked = {
            "id": entry,
            "account": account,
            "amount": str(amount),
            "currency": "CNY",
            "status": "BOOK",
            "reversal": False,
            "booked_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "text": "履行款",
        }
        body, stamp, path = json.dumps(booked, ensure_ascii=False).encode(), str(int(time.time())), f"/payments/{BANK}"
        signature = webhook.sign(stamp, body, self.stage.bank_secret)
        head = {webhook.TIMESTAMP: stamp, webhook.SIGNATURE: signature, "Content-Type": "application/json"}
        answer = httpx.post(f"{self.stage.url}/api/v1{path}", content=body, headers=head, timeout=PATIENCE_S)
        told: dict[str, Any] = _told(answer, path)
        return told


def _told(answer: httpx.Response, path: str) -> Any:
    if answer.is_success:
        return answer.json()
    try:
        detail = answer.json().get("detail", "")
    except ValueError:  # no problem document: its beginning will have to do
        detail = answer.text[:200]
    raise Refused(path=path, status=answer.status_code, detail=detail)
