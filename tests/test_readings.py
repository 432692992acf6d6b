"""Reading a corpus in several processes: the same records, and nothing is lost with a process."""

from __future__ import annotations

import os

import pytest
from phancap.indexer import readings
from phancap.indexer.corpus import Corpus
from phancap.indexer.read import read_all
from phancap.indexer.readings import readings_of


def test_several_processes_read_the_same(corpus: Corpus) -> None:
    assert list(readings_of(corpus, 2, much=0)) == read_all(corpus)


def test_what_a_lost_process_should_have_read_is_read_here(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    submit = readings.ProcessPoolExecutor.submit

    def breaking(pool: object, work: object, number: int) -> object:
        return submit(pool, os._exit if number == 1 else work, number)  # type: ignore[arg-type]

    monkeypatch.setattr(readings.ProcessPoolExecutor, "submit", breaking)
    assert list(readings_of(corpus, 2, much=0)) == read_all(corpus)


def test_little_is_read_without_processes(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a process is started for a few pages")

    monkeypatch.setattr(readings, "ProcessPoolExecutor", refuse)
    assert len(list(readings_of(corpus, 2))) == len(corpus.documents)
