"""Cuts Mandarin into words, so that characters with several readings get the right one."""

import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any


def word_cutter(listed: Iterable[str] = ()) -> Callable[[str], list[str]]:
    """A function text → words, on a dictionary of its own. Loading takes about a second.

    ``listed`` words are whole wherever the cut could else go through them, but not across a likelier border: 应县 is
    one word, and 相应县级 stays 相应/县级.
    """
    tokenizer = _tokenizer()
    for word in listed:
        tokenizer.suggest_freq(word, tune=True)
    return lambda text: list(tokenizer.lcut(text))


def name_finder() -> Callable[[str], Iterator[str]]:
    """A function text → what in it is probably a person's name. Loading takes about two seconds."""
    tokenizer = _tokenizer()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba.posseg import POSTokenizer  # noqa: PLC0415  for the same reason
    tagger: Any = POSTokenizer(tokenizer)
    return lambda text: (word.word for word in tagger.cut(text) if word.flag == "nr")


def _tokenizer() -> Any:
    """jieba would cache its dictionary under a fixed name in the shared temporary folder and load whatever lies there
    with ``marshal``; here the dictionary is read from the installed package only."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its pkg_resources import and old string escapes warn on newer Pythons
        import jieba  # noqa: PLC0415  loaded here because the import itself warns
    tokenizer: Any = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer
