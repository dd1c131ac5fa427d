"""A valid request for every route with a JSON body: what hostile text is then put into."""

import json
from typing import Any

from ivr.flows.prove_silence import prove_silences
from tests.integration.api.conftest import NO_TO_ALL, House, papers
from tests.integration.api.test_api_story import entry


class Requests:
    """A valid request for every route with a JSON body, fresh each time."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.n = 0

    def make(self, path: str) -> tuple[str, dict[str, Any], str]:  # noqa: PLR0911, PLR0912
        self.n += 1
        if path == "/courts":
            name = {"name": "某某区人民法院", "name_en": "Some District People's Court"}
            own = {"id": f"c{self.n}", "code": f"川{self.n + 10}", "enquiry": "0817-12368", "languages": ["zh-CN"]}
            return path, {**own, **name}, "operator"
        if path == "/staff":
            return path, {"name": "Li Wen", "role": "clerk", "court": "shunqing"}, "court-admin@shunqing"
        if path == "/courts/{court_id}/notices":
            return "/courts/shunqing/notices", {"language": "zh-CN"}, "approver@shunqing"
        if path == "/subscriptions":
            kinds = {"kinds": ["removed"], "court": "shunqing"}
            return path, {"url": "https://cases.example/notices", **kinds}, "operator"
        if path == "/enrolments":
            cases = {"case_number": f"(2026)川1302执恢{self.n}号", "first_case": f"(2020)川1302执{self.n}号"}
            terms = {"ground": 2, "listed_until": "2028-01-05", **cases}
            return path, papers(self.n, **terms), "clerk@shunqing"
        if path == "/enrolments/search":
            return path, {"number": "15400000001", "state": "active", "after": ""}, "clerk@shunqing"
        if path == "/feeds/{source}/columns/preview":
            columns = {"id": "A", "booked_on": "B", "amount": "C"}
            return path.format(source="abc-bank"), {"columns": columns, "sample": "QSxCLEMK"}, "operator"
        if path == "/lines/reports":
            at = self.house.clock.now().isoformat()
            return path, {"number": "15400000001", "event": "closed", "at": at}, "carrier"
        if path == "/batches/{batch_id}/approve":
            return self._batch()
        if path.startswith(("/debts", "/proposals")):
            return self._debt(path) if path.startswith("/debts") else self._proposal(path)
        if path.startswith("/payments/{payment_id}"):
            return self._payment(path)
        if path == "/courts/{court_id}/wordings":
            text = "{court}提醒您，请督促该机主履行义务。详询{enquiry}。"
            return "/courts/shunqing/wordings", {"language": "zh-CN", "text": text}, "clerk@shunqing"
        if path.startswith("/objections/"):
            return self._objection(path)
        return self._of_people(path) if path.startswith(("/tokens", "/staff/")) else self._step(path)

    def _of_people(self, path: str) -> tuple[str, dict[str, Any], str]:
        body: dict[str, dict[str, Any]] = {
            "tokens": {"name": "Nightly import", "staff": self._carrier(), "actions": ["read_feed"]},
            "account": {"login": f"li.wen{self.n}"},
            "subject": {"subject": f"2482{self.n}"},
        }
        return path.replace("{staff_id}", self._carrier()), body[path.rsplit("/", 1)[1]], "operator"

    def _carrier(self) -> str:
        people = self.house.ask("GET", "/staff").json()
        return str(next(one["id"] for one in people if one["role"] == "carrier"))

    def _batch(self) -> tuple[str, dict[str, Any], str]:
        row = papers(self.n)
        sheet = f"{','.join(row)}\n{','.join(map(str, row.values()))}\n".encode()
        batch = self.house.ask("POST", "/enrolments/import", "clerk@shunqing", content=sheet).json()["batch"]
        digest = self.house.ask("GET", f"/batches/{batch}", "clerk@shunqing").json()["digest"]
        return f"/batches/{batch}/approve", {"digest": digest, "answers": NO_TO_ALL}, "approver@shunqing"

    def _debt(self, path: str) -> tuple[str, dict[str, Any], str]:
        key = self.house.drafted(self.n)
        debt = self.house.ask("GET", f"/enrolments/{key}", "clerk@shunqing").json()["debt_id"]
        return path.replace("{debt_id}", debt), {"reason": "hearing"}, "clerk@shunqing"

    def _objection(self, path: str) -> tuple[str, dict[str, Any], str]:
        day = str(self.house.clock.now().date())
        url, body, who = self._step("/enrolments/{enrolment_id}/objections")
        key = self.house.ask("POST", url, who, json=body).json()["id"]
        step = path.rsplit("/", 1)[1]
        bodies: dict[str, dict[str, Any]] = {
            "words": {"reason": "hearing"},
            "decide": {"upheld": False, "on": day, "reason": "wrong-entry"},
            "reconsider": {"received_on": day},
        }
        if step == "reconsider":
            self.house.ask("POST", f"/objections/{key}/decide", "approver@shunqing", json=bodies["decide"])
        return path.replace("{objection_id}", key), bodies[step], "approver@shunqing"

    def _payment(self, path: str) -> tuple[str, dict[str, Any], str]:
        stray = {"id": f"stray-{self.n}", "account": "000000000000", "text": ""}
        key = self.house.pay(json.dumps({**json.loads(entry()), **stray}).encode()).json()["id"]
        if path.endswith("/court"):
            return path.replace("{payment_id}", key), {"court": "shunqing"}, "operator"
        self.house.ask("POST", f"/payments/{key}/court", json={"court": "shunqing"})
        return path.replace("{payment_id}", key), {"reason": "review"}, "clerk@shunqing"

    def _proposal(self, path: str) -> tuple[str, dict[str, Any], str]:
        step = path.rpartition("/")[2]
        odd = {"id": f"odd-{self.n}", "account": papers(self.n)["account"], "currency": "USD"}
        self.house.drafted(self.n)
        payment = self.house.pay(json.dumps({**json.loads(entry()), **odd}).encode()).json()["id"]
        new = {"kind": "close-review", "subject": payment, "content": {"as": "refund"}}
        if path == "/proposals":
            return path, new, "clerk@shunqing"
        key = self.house.ask("POST", "/proposals", "clerk@shunqing", json=new).json()["id"]
        read = self.house.ask("POST", f"/proposals/{key}/content", "approver@shunqing", json={"reason": "review"})
        body = {"digest": read.json()["digest"]} if step == "accept" else {"reason": "review"}
        return path.replace("{proposal_id}", key), body, "approver@shunqing"

    def _step(self, path: str) -> tuple[str, dict[str, Any], str]:
        step = path.rsplit("/", 1)[1]
        key = self.house.drafted(self.n)
        self.house.step(key, "submit", "clerk@shunqing")
        self.house.step(key, "approve", "approver@shunqing")
        if step in {"listing-cleared", "tell-ended"}:
            self.house.step(key, "remove", "approver@shunqing", {"reason": "no-assets"})
            prove_silences(self.house.desk)
        telling = {
            "text": "您已被纳入失信被执行人名单",
            "sent_at": self.house.clock.now().isoformat(),
            "channel": "letter",
            "delivered_at": self.house.clock.now().isoformat(),
        }
        body = {
            "objections": {"words": "同名", "received_on": str(self.house.clock.now().date())},
            "listing-cleared": {"on": str(self.house.clock.now().date())},
            "holder": {
                "proven_on": str(self.house.clock.now().date()),
                "proven_until": str(self.house.clock.now().date()),
                "reference": "川移核〔2026〕99号",
                "holder_id_number": papers(self.n)["id_number"],
            },
            "send-back": {"reason": "the case number"},
            "correct": {"reason": "wrong-person"},
            "warn": telling,
            "tell-ended": telling,
            "person": {"reason": "hearing"},
            "suspend": {"reason": "objection"},
            "remove": {"reason": "order-withdrawn"},
        }[step]
        return path.replace("{enrolment_id}", key), body, f"{'approver' if step == 'correct' else 'clerk'}@shunqing"
