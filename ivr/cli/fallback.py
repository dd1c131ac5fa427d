"""What people are told when another voice stands in for the court's."""

from ivr.cli.output import note
from ivr.cli.words import say


def tell_fallback(court_id: str, why: object) -> None:
    """``why`` is empty where the court's own voice spoke."""
    if why:
        note(say(f"{court_id} 使用了后备语音：{why}", f"{court_id} has the fallback voice: {why}"))
