"""How edge-tts fails: each time the next voice speaks, so each must be an engine's error, in time and with a reason."""

import time
from pathlib import Path

import pytest

from ivr.speech.engines.edge import Edge
from ivr.speech.errors import EngineError, EngineTooSlow
from tests.contract.test_engines import tone_mp3
from tests.servers.edge import Answer, EdgeService, garbled, in_pieces, serving, silent, stuck


def test_an_online_voice_is_sent_the_sentence_without_its_readings_and_nothing_else(tmp_path: Path) -> None:
    with serving(EdgeService(in_pieces(tone_mp3())), tmp_path) as service:
        Edge(connector=service.connector).speak("单[shan4]县人民法院，请致电12368。", "zh-CN")
    assert "单县人民法院，请致电幺二三六八。" in service.asked[-1]
    assert "shan4" not in str(service.asked)


@pytest.mark.parametrize(
    ("answer", "status", "reason"),
    [
        (silent, 101, "sent no audio"),
        (garbled, 101, "no answer from"),
        (in_pieces(b"no sound at all" * 100), 101, "cannot be read"),
        (silent, 403, "no answer from"),
        (silent, 503, "no answer from"),
    ],
)
def test_an_answer_of_edges_without_usable_audio_is_an_engine_error(
    answer: Answer, status: int, reason: str, tmp_path: Path
) -> None:
    with (
        serving(EdgeService(answer, status), tmp_path) as service,
        pytest.raises(EngineError, match=f"edge-tts.*{reason}") as failure,
    ):
        Edge(connector=service.connector).speak("法院。", "zh-CN")
    assert "在线语音" in failure.value.text("zh-CN")


def test_an_edge_that_never_answers_is_given_up_within_its_time(tmp_path: Path) -> None:
    with serving(EdgeService(stuck), tmp_path) as service:
        began = time.monotonic()
        with pytest.raises(EngineTooSlow):
            Edge(limit_seconds=0.5, connector=service.connector).speak("法院。", "zh-CN")
        assert time.monotonic() - began < 5


def test_a_service_that_nobody_vouches_for_is_not_listened_to(tmp_path: Path) -> None:
    with serving(EdgeService(in_pieces(tone_mp3())), tmp_path, trusted=False) as service:
        with pytest.raises(EngineError, match="certificate"):
            Edge(connector=service.connector).speak("法院。", "zh-CN")
        assert service.asked == []
