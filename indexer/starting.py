"""Processes of one pool begin together."""

from __future__ import annotations

from contextlib import suppress
from threading import Barrier, BrokenBarrierError

_STARTED_WITHIN = 30  # seconds


def all_there(gate: Barrier) -> None:
    """Wait until every process of a pool is started, for 30 seconds at most; then the gate is broken.

    Python 3.11's pool starts a process when it is asked for more and none is idle. One that it starts at the moment in which it finds another one
    ended (by a machine short of memory) is never told to end, and the pool waits for it for ever.
    """
    with suppress(BrokenBarrierError):
        gate.wait(_STARTED_WITHIN)
