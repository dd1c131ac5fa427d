"""Somebody calls a number that no court has named yet."""

from ivr.cli.demo.people import FIRST_COURTS
from ivr.cli.demo.proofs.before_enrolment import before_enrolment
from ivr.cli.demo.scene import Scene
from ivr.cli.demo.words import Words


def play(scene: Scene) -> None:
    title = Words("登记之前", "Before enrolment")
    scene.timeline.prove(before_enrolment(scene.phones.call("1-before", title, FIRST_COURTS[-1].number)))
