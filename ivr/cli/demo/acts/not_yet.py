"""A draft, an approval without a warning, and a warning of today: none of them may announce."""

from datetime import UTC, datetime

from ivr.cli.demo.courts import FIRST
from ivr.cli.demo.past import WARNING
from ivr.cli.demo.people import FIRST_COURTS, Person
from ivr.cli.demo.proofs.not_yet import Early, not_yet
from ivr.cli.demo.scene import Scene
from ivr.cli.demo.words import Words
from ivr.domain.concerns import Concern

DRAFTED, APPROVED, WARNED = FIRST_COURTS[17:20]
CASES = (
    (DRAFTED, "2-unapproved", Words("未批准", "Unapproved"), "wrong-state"),
    (APPROVED, "2-unwarned", Words("已批准、未告知", "Approved, unwarned"), "wrong-state"),
    (WARNED, "2-too-early", Words("今日告知、宽限期内", "Warned today, within the grace period"), "too-early"),
)

NO_TO_ALL = {concern: {"yes": False} for concern in Concern}


def play(scene: Scene) -> None:
    _work_today(scene)
    codes = [scene.clerk(FIRST).refused(f"{scene.path(person)}/activate") for person, *_ in CASES]
    calls = scene.phones.at_once(
        *(lambda case=case: scene.phones.call(case[1], case[2], case[0].number) for case in CASES)
    )
    cases = [
        Early(which, call, code, wanted) for (_, _, which, wanted), call, code in zip(CASES, calls, codes, strict=True)
    ]
    scene.timeline.prove(not_yet(cases))


def _work_today(scene: Scene) -> None:
    """Over the API: one draft is approved, and the twentieth person is drafted, approved and warned today."""
    scene.approver(FIRST).post(f"{scene.path(APPROVED)}/approve", NO_TO_ALL)
    scene.past.enrolments[WARNED.index] = _drafted(scene, WARNED)
    scene.clerk(FIRST).post(f"{scene.path(WARNED)}/submit")
    scene.approver(FIRST).post(f"{scene.path(WARNED)}/approve", NO_TO_ALL)
    told = {"text": WARNING, "sent_at": datetime.now(UTC).isoformat()}
    scene.clerk(FIRST).post(f"{scene.path(WARNED)}/warn", told)


def _drafted(scene: Scene, person: Person) -> str:
    papers: dict[str, object] = dict(person.texts(datetime.now(UTC).date()))
    told = scene.clerk(FIRST).post("/enrolments", {**papers, "ground": 1})
    return str(told["id"])
