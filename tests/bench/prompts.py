"""Notices of many courts: built with everything around the voice, against a bare loop over the voice's model.

A sample of the 3,500 courts, both languages; the rate for all of them is not worked out from it. The second run is
measured over the whole number: 7,000 finished prompts, of which one was built and the others are its copies.
"""

import os
import resource
import shutil
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from ivr.domain.court import Court
from ivr.pbx.embedded import packages
from ivr.speech.chain import Chain
from ivr.speech.folder import PromptFolder
from ivr.speech.library import PromptLibrary, build_key
from ivr.speech.notice import notice
from ivr.speech.sentences import sentences
from ivr.speech.speaker import speaker
from ivr.speech.studio import CourtStudio
from ivr.speech.wording import Wording
from tests.bench.compare import Comparison, by_turns
from tests.bench.stage import Stage
from tests.conftest import TOOLS, Stderr
from tests.unit.speech.voices import Hum

ROOT = Path(__file__).parents[2]
FEW, MANY, ALL = 2, 10, 7000
JOBS = 3
LANGUAGES = ("zh-CN", "en")
PLACES = ("顺庆", "高坪", "嘉陵", "西充", "南部", "营山", "蓬安", "仪陇", "阆中")


def prompts(stage: Stage, long: bool) -> list[Comparison]:
    courts = [_court(n) for n in range(MANY if long else FEW)]
    chain = speaker(
        TOOLS.parent / "speech", ROOT / "prompts", packages.programs(TOOLS, Stderr()).command("usr/bin/espeak-ng")
    )
    built = Comparison("CPU per notice, against the voice's model alone", "s", aim=1.11)
    rounds = iter(range(1000))

    def ours() -> None:
        library = PromptLibrary(stage.folder / f"round-{next(rounds)}")
        studio = CourtStudio(ROOT / "prompts", library, lambda _court: chain, lambda _court: {})
        began = time.process_time()
        with ThreadPoolExecutor(JOBS) as pool:
            list(pool.map(lambda one: studio.build_prompt(*one), _wanted(courts)))
        built.ours.append(_each(len(courts), began))

    def baseline() -> None:
        texts = [_wording(court, language) for court, language in _wanted(courts)]
        began = time.process_time()
        for text in texts:
            for sentence in sentences(text.text):
                chain.engines[0].speak(sentence, text.language)
        built.baseline.append(_each(len(courts), began))

    chain.engines[0].speak("法院。", "zh-CN")  # the model is loaded before anything is measured
    by_turns(2 if long else 1, ours, baseline)
    built.notes["most memory of this process, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [built, _second_run(stage)]


def _second_run(stage: Stage) -> Comparison:
    """Against reading every note once, which nobody can do without."""
    library = PromptLibrary(stage.folder / "all")
    hum = Hum()
    texts = [Wording("甲", "zh-CN", f"{'甲乙丙丁戊己庚辛壬癸'[n % 10]}法院第{n}号通知。") for n in range(ALL)]
    key = library.build(texts[0], Chain([hum])).key
    _multiply(library.folder, key, {build_key(hum, text): text.shown for text in texts})
    again, asked = Comparison("second run over 7,000 prompts", "s"), len(hum.asked)
    began = time.perf_counter()
    with ThreadPoolExecutor(JOBS) as pool:
        list(pool.map(lambda text: library.build(text, Chain([hum])), texts))
    again.ours.append(time.perf_counter() - began)
    assert len(hum.asked) == asked, "nothing is built again"
    began = time.perf_counter()
    for key in library.keys():  # noqa: SIM118  it is no dict
        library.folder.note(key).read_bytes()
    again.baseline.append(time.perf_counter() - began)
    return again


def _multiply(folder: PromptFolder, key: str, builds: Mapping[str, str]) -> None:
    """Copies of one prompt under other keys, by links, and what each build gave."""
    parts, first = folder.parts()[key], next(iter(builds.values()))
    for n, (build, text) in enumerate(builds.items()):
        other = key if n == 0 else f"{n:032x}"
        for part in sorted(parts, key=lambda path: path.suffix == ".json") if n else []:
            target = folder.file(other, part.suffix[1:])
            if part.suffix == ".json":
                shutil.copyfile(part, target)
                target.write_text(target.read_text("utf-8").replace(key, other).replace(first, text), "utf-8")
            else:
                os.link(part, target)
        folder.index(build).write_text(other)


def _court(n: int) -> Court:
    place, digit = PLACES[n % len(PLACES)], "一二三四五六七八九十"[n % 10]
    name = f"{place}区第{digit}人民法院"
    name_en = f"{('Shunqing', 'Gaoping', 'Jialing', 'Xichong', 'Nanbu')[n % 5]} District People's Court"
    return Court(f"court-{n}", name, name_en, f"0817-{n:05}", 3, ",".join(LANGUAGES), "Asia/Shanghai")


def _wanted(courts: list[Court]) -> Iterator[tuple[Court, str]]:
    return ((court, language) for court in courts for language in LANGUAGES)


def _wording(court: Court, language: str) -> Wording:
    names: Any = {"zh-CN": court.name, "en": court.name_en}
    return notice(ROOT / "prompts", names, court.enquiry, court.id)[language]


def _each(courts: int, began: float) -> float:
    return (time.process_time() - began) / (courts * len(LANGUAGES))
