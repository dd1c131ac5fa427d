"""The gateway as a court, an operator or a bank has it: over HTTP."""

import json
import time
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import httpx

from ivr.cli.demo.errors import NoAnswer, Refused
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
        """Raises Refused or NoAnswer."""
        return _told(self._asked("GET", path), path)

    def post(self, path: str, given: object = None) -> Any:
        """Raises Refused or NoAnswer."""
        return _told(self._asked("POST", path, given), path)

    def refused(self, path: str) -> str:
        """The code of a refusal that is expected; ``accepted`` when there was none."""
        answer = self._asked("POST", path)
        return "accepted" if answer.is_success else str(answer.json().get("code"))

    def _asked(self, method: str, path: str, given: object = None) -> httpx.Response:
        head = {"Authorization": f"Bearer {self.token}", "Accept-Language": spoken()}
        return _sent(httpx.Request(method, f"{self.url}/api/v1{path}", headers=head, json=given))


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
        request = httpx.Request("POST", f"{self.stage.url}/api/v1{path}", content=body, headers=head)
        told: dict[str, Any] = _told(_sent(request), path)
        return told


def _sent(request: httpx.Request) -> httpx.Response:
    """Raises NoAnswer."""
    try:
        with httpx.Client(timeout=PATIENCE_S, trust_env=False) as client:
            return client.send(request)
    except httpx.HTTPError as error:
        raise NoAnswer(path=request.url.path, reason=error) from error


def _told(answer: httpx.Response, path: str) -> Any:
    if answer.is_success:
        return answer.json()
    try:
        detail = answer.json().get("detail", "")
    except ValueError:  # no problem document: its beginning will have to do
        detail = answer.text[:200]
    raise Refused(path=path, status=answer.status_code, detail=detail)
