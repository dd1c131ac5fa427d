"""Reads XML from strangers as a stream: no document type, no entities of its own, nothing fetched, bounded memory.

Built on expat, which never opens anything by itself. What expat leaves open is closed here: a DOCTYPE ends the reading
at once (so there are no entities to expand), one token, one branch and the depth have limits. GB18030 and its older
subsets, which expat does not know, are turned into UTF-8 on the way.
"""

import codecs
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final
from xml.parsers import expat

from ivr.kit.errors import GatewayError

CHUNK: Final = 1 << 16
DEEPEST: Final = 64
LONGEST_TOKEN: Final = 1 << 20
"""Bytes: expat keeps one token whole, and an attribute may be as long as the file."""
LARGEST_BRANCH: Final = 8 << 20
"""Characters of one branch, an element counting for 64."""
_ELEMENT: Final = 64
_FEW: Final = 1000
_NONE: Final[Mapping[str, str]] = {}
_GB: Final = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"'](gbk|gb2312|gb18030|cp936)[\"']", re.IGNORECASE)


class BadXml(GatewayError):
    code = "bad-xml"
    zh = "第 {line} 行：{reason_zh}"
    en = "Line {line}: {reason}"


class Branch:
    """An element with all that is in it. ``line`` is where the whole branch starts, from 1; names have no prefix.

    Hundreds of thousands of these come and go, so there is nothing in one that it does not need.
    """

    __slots__ = ("attributes", "inner", "line", "name", "written")

    def __init__(self, name: str, line: int, attributes: Mapping[str, str]) -> None:
        self.name = name
        self.line = line
        self.attributes = attributes
        self.inner: Sequence[Branch] = ()
        self.written = ""

    @property
    def text(self) -> str:
        return self.written.strip()

    def add(self, inner: "Branch") -> None:
        if isinstance(self.inner, list):
            self.inner.append(inner)
        else:
            self.inner = [inner]

    def find(self, path: str) -> "Branch | None":
        """The first element at ``a/b/c`` below this one."""
        name, _, rest = path.partition("/")
        for one in self.inner:
            if one.name == name:
                return one.find(rest) if rest else one
        return None

    def all(self, name: str) -> "list[Branch]":
        return [one for one in self.inner if one.name == name]

    def said(self, path: str) -> str:
        """The text at that path, "" where there is none."""
        found = self.find(path)
        return found.text if found else ""


@dataclass(frozen=True)
class Opened:
    """A container begins; its branches follow one by one."""

    name: str
    line: int
    attributes: dict[str, str]


@dataclass(frozen=True)
class Closed:
    name: str


Event = Opened | Branch | Closed


def read_xml(
    file: BinaryIO, is_container: Callable[[tuple[str, ...]], bool], passed_over: frozenset[str] = frozenset()
) -> Iterator[Event]:
    """Containers (by their path of names from the root) are told when they open and close, all else as branches.

    Elements of the names ``passed_over`` are read and not told: what nobody needs is not even held. Raises BadXml, with
    the line, when the file is not well-formed, too deep, or has what we do not read.
    """
    reader = _Reader(is_container, passed_over)
    for chunk in _utf8(file, reader):
        yield from reader.feed(chunk)
    yield from reader.end()


def _utf8(file: BinaryIO, reader: "_Reader") -> Iterator[bytes]:
    first = file.read(CHUNK)
    if not _GB.match(first):
        yield first
        while chunk := file.read(CHUNK):
            yield chunk
        return
    reader.override("utf-8")
    decoder = codecs.getincrementaldecoder("gb18030")()
    chunk, last = first, not first
    while not last:
        following = file.read(CHUNK)
        last = not following
        try:
            yield decoder.decode(chunk, final=last).encode()
        except UnicodeDecodeError as error:
            raise reader.bad("it is not in the encoding that it names", "内容与所声明的编码不符") from error
        chunk = following


class _Reader:
    def __init__(self, is_container: Callable[[tuple[str, ...]], bool], passed_over: frozenset[str]) -> None:
        self._is_container = is_container
        self._passed_over = passed_over
        self._passing = 0
        self._events: list[Event] = []
        self._path: tuple[str, ...] = ()
        self._branch: list[Branch] = []
        self._weight = 0
        self._fed = 0
        self._names: dict[str, str] = {}
        self._begin(None)

    def _begin(self, encoding: str | None) -> None:
        self._parser = expat.ParserCreate(encoding)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype

    def override(self, encoding: str) -> None:
        """Whatever the file says of itself."""
        self._begin(encoding)

    def feed(self, chunk: bytes) -> list[Event]:
        self._parse(chunk, last=False)
        self._fed += len(chunk)
        if self._fed - self._parser.CurrentByteIndex > LONGEST_TOKEN + CHUNK:
            raise self.bad("a single tag or value is too long", "单个标签或值过长")
        return self._drained()

    def end(self) -> list[Event]:
        self._parse(b"", last=True)
        return self._drained()

    def bad(self, reason: str, reason_zh: str) -> BadXml:
        return BadXml(line=self._parser.CurrentLineNumber, reason=reason, reason_zh=reason_zh)

    def _parse(self, chunk: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            told = expat.ErrorString(error.code) or "not well-formed"
            raise BadXml(
                line=error.lineno, reason=f"no well-formed XML ({told})", reason_zh="不是完整的 XML"
            ) from error
        except (ValueError, LookupError) as error:  # an encoding that Python does not know either
            raise self.bad("its encoding is not known; save it as UTF-8", "编码无法识别，请保存为 UTF-8") from error

    def _drained(self) -> list[Event]:
        events, self._events = self._events, []
        return events

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = self._names.get(name) or self._local(name)
        if self._passing or local in self._passed_over:
            self._pass()
        elif self._branch:
            outer = self._branch[-1]
            inner = Branch(local, outer.line, attributes or _NONE)
            outer.add(inner)
            self._branch.append(inner)
            self._weigh(_ELEMENT + (sum(map(len, attributes.values())) if attributes else 0))
        else:
            self._start_outside(local, attributes)

    def _start_outside(self, local: str, attributes: dict[str, str]) -> None:
        path = (*self._path, local)
        if len(path) > DEEPEST:
            raise self.bad("it is nested too deeply", "嵌套层次过深")
        if self._is_container(path):
            self._path = path
            self._events.append(Opened(local, self._parser.CurrentLineNumber, attributes))
        else:
            self._weight = 0
            self._branch.append(Branch(local, self._parser.CurrentLineNumber, attributes))

    def _pass(self) -> None:
        self._passing += 1
        if self._passing > DEEPEST:
            raise self.bad("it is nested too deeply", "嵌套层次过深")

    def _end(self, _name: str) -> None:
        if self._passing:
            self._passing -= 1
            return
        if not self._branch:
            self._events.append(Closed(self._path[-1]))
            self._path = self._path[:-1]
            return
        ended = self._branch.pop()
        if not self._branch:
            self._events.append(ended)

    def _text(self, text: str) -> None:
        if self._branch and not self._passing and not text.isspace():
            self._branch[-1].written += text
            self._weigh(len(text))

    def _weigh(self, more: int) -> None:
        self._weight += more
        if self._weight > LARGEST_BRANCH:
            raise self.bad("a single entry is too large", "单个条目过大")
        if len(self._branch) > DEEPEST:
            raise self.bad("it is nested too deeply", "嵌套层次过深")

    def _doctype(self, *_declared: object) -> None:
        raise self.bad("a document type (DOCTYPE) is not accepted", "不接受文档类型声明（DOCTYPE）")

    def _local(self, name: str) -> str:
        """Few names come again and again."""
        local = name.rpartition(":")[2]
        if len(self._names) < _FEW:
            self._names[name] = local
        return local
