"""The ladder and the waveform of a call, in one language each."""

from ivr.carrier.audio import similarity
from ivr.carrier.ladder import Captions, Stream, ladder
from ivr.carrier.tone import tone_spans
from ivr.carrier.waveform import Mark, waveform
from ivr.carrier.waveform import Words as Labels
from ivr.cli.demo.call import Call
from ivr.cli.demo.proofs.measure import RINGING_HZ
from ivr.cli.demo.words import Words
from ivr.kit.errors import Language
from ivr.kit.g711 import RATE


def ladder_of(call: Call, language: Language) -> str:
    """SVG text."""
    captions = Captions(
        title=call.title.of(language),
        caller=Words("主叫", "Caller").of(language),
        gateway=Words("网关（Asterisk）", "Gateway (Asterisk)").of(language),
        callee=Words("被叫", "Callee").of(language),
        below=(call.heard.caller, "", call.heard.dialled),
        seconds=Words("秒", "s").of(language),
    )
    return ladder(call.heard, call.called, _streams(call, language), captions)


def waveforms_of(call: Call, language: Language) -> list[str]:
    """One for each recording that was to be heard."""
    return [_waveform(call, number, language) for number in range(len(call.prompts))]


def _waveform(call: Call, number: int, language: Language) -> str:
    prompt = call.prompts[number]
    like = similarity(call.heard.early.samples, prompt)
    labels = Labels(
        title=call.title.of(language),
        prompt=Words("法院发布的录音", "The court's recording").of(language),
        heard=Words("主叫听到的声音", "What the caller heard").of(language),
        note=Words(f"相关系数 {like.peak:.4f}", f"correlation {like.peak:.4f}").of(language),
        seconds=Words("秒", "s").of(language),
    )
    return waveform(prompt, call.heard.audio.samples, like.offset_s, labels, _marks(call, language))


def _marks(call: Call, language: Language) -> list[Mark]:
    answered, start = call.heard.answered_at, call.heard.audio.start
    return [] if answered is None else [Mark(answered - start, Words("应答", "answered").of(language))]


def _streams(call: Call, language: Language) -> list[Stream]:
    """What sounded when: the notice, the ringing, the talk."""
    early, streams, ends = call.heard.early, [], 0.0
    for prompt in call.prompts:
        begins = early.start + max(0.0, similarity(early.samples, prompt).offset_s)
        ends = begins + len(prompt) / RATE
        label = Words(f"法院通知 {len(prompt) / RATE:.1f} 秒", f"notice {len(prompt) / RATE:.1f} s")
        streams.append(Stream(begins, ends, label.of(language), "blue"))
    return [*streams, *_ringing(call, ends, language), *_talk(call, language)]


def _ringing(call: Call, after: float, language: Language) -> list[Stream]:
    part = call.heard.early.between(after or None, None)
    spans = [span for span in tone_spans(part.samples, RINGING_HZ) if span[1] - span[0] >= 0.2]
    label = Words("回铃音", "ringing").of(language)
    return [Stream(part.start + a, part.start + b, label, "amber") for a, b in spans]


def _talk(call: Call, language: Language) -> list[Stream]:
    talk = call.heard.talk
    label = Words("双向通话", "they talk").of(language)
    return [Stream(talk.start, talk.end, label, "green", 0, 2)] if talk.seconds > 0.1 else []
