"""Notices of many courts: built with everything around the voice, against a bare loop over the voice's model.

A sample of the 3,500 courts, both languages, other courts in each round; memory does not grow with their number. The
second run is measured over all of them: 7,000 finished prompts, of which one was built and the others are its copies.
"""

import os
import resource
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from ivr.domain.court import Court
from ivr.pbx.embedded import packages
from ivr.speech.chain import Chain
from ivr.speech.folder import PromptFolder
from ivr.speech.install import install
from ivr.speech.library import PromptLibrary, build_key
from ivr.speech.normalise import spoken
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
COURTS, FEW, MANY, ALL = 4, 2, 10, 7000
"""Courts a round, rounds, rounds with ``--long``, prompts of all courts."""
JOBS = 2
"""Those of `ivr prompts build`."""
LANGUAGES = ("zh-CN", "en")
PLACES = ("顺庆", "高坪", "嘉陵", "西充", "南部", "营山", "蓬安", "仪陇", "阆中")


def prompts(stage: Stage, long: bool) -> list[Comparison]:
    chain = _speaker()
    rate = Comparison("notices built a minute and core, against the voice's model alone", "", aim=0.9, better="more")
    work = Comparison("CPU per notice, against the voice's model alone", "s", aim=1.11)
    library = PromptLibrary(stage.folder / "prompts")
    studio = CourtStudio(ROOT / "prompts", library, lambda _court: chain, lambda _court: {})
    ours, bare = iter(range(10**6)), iter(range(10**6))

    def build() -> None:
        wanted = _wanted([_court(next(ours)) for _ in range(COURTS)])
        _measured(lambda: _side_by_side(studio.build_prompt, wanted), rate.ours, work.ours)

    def speak() -> None:
        wanted = _symbols(chain, [_court(next(bare)) for _ in range(COURTS)])
        _measured(lambda: _side_by_side(chain.engines[0]._spoken, wanted), rate.baseline, work.baseline)  # type: ignore[attr-defined]

    chain.engines[0].speak("法院。", "zh-CN")  # the model is loaded before anything is measured
    by_turns(MANY if long else FEW, build, speak)
    work.notes["most memory of this process, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    work.notes["notices"] = len(work.ours) * COURTS * len(LANGUAGES)
    return [rate, work, _second_run(stage)]


def _speaker() -> Chain:
    install(TOOLS.parent / "speech")
    espeak = packages.programs(TOOLS, Stderr()).command("usr/bin/espeak-ng")
    return speaker(TOOLS.parent / "speech", ROOT / "prompts", espeak, at_once=JOBS)


def _measured(do: Callable[[], None], rates: list[float], work: list[float]) -> None:
    began, cpu = time.perf_counter(), time.process_time()
    do()
    count = COURTS * len(LANGUAGES)
    rates.append(60 * count / (time.perf_counter() - began) / (os.cpu_count() or 1))
    work.append((time.process_time() - cpu) / count)


def _side_by_side(do: Callable[..., object], wanted: Iterable[tuple[Any, ...]]) -> None:
    with ThreadPoolExecutor(JOBS) as pool:
        list(pool.map(lambda one: do(*one), wanted))


def _symbols(chain: Chain, courts: list[Court]) -> list[tuple[str, str]]:
    """What the model is given for each sentence, and in which language."""
    kokoro: Any = chain.engines[0]
    return [
        (kokoro._readers[language].symbols(spoken(sentence, language)), language)
        for court, language in _wanted(courts)
        for sentence in sentences(_wording(court, language).text)
    ]


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
