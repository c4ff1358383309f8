"""At work: a mark that whoever reads or takes in an import holds, and lets go of when it is done or dies.

The mark is a locked file in the home: every process sees it, and the system drops it with the process.
"""

import fcntl
import os
import time
from dataclasses import dataclass
from pathlib import Path

from supervision import config
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.words import _


class Phase(Labelled):
    """What is being done with a file, in its order."""

    WAITING = "waiting", "排队等候"
    READING = "reading", "正在打开文件、识别表头"
    CHECKING = "checking", "正在逐行核对"
    COMPARING = "comparing", "正在与库内数据比对"
    TAKING_IN = "taking_in", "正在入库"
    LOOKING = "looking", "正在检查疑点"


@dataclass(frozen=True)
class Doing:
    """What is being done, of how many sheets how many are through."""

    phase: Phase
    done: int = 0
    of: int = 0

    @property
    def share(self) -> float:
        """How far it is, for a bar; phases count alike, sheets within their phase."""
        phases = list(Phase)
        through = self.done / self.of if self.of else 0.0
        return min((phases.index(self.phase) + through) / len(phases), 1.0)


class Mark:
    """Held until `let_go`; a second one for the same import is refused meanwhile."""

    def __init__(self, import_id: int) -> None:
        place = _place(import_id)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
        if not _locked(self._file):
            os.close(self._file)
            raise Refused(_("这份文件正在处理，请稍候。"))
        self.say(Phase.WAITING)

    def say(self, phase: Phase, done: int = 0, of: int = 0) -> None:
        """Tell whoever looks how far it is."""
        os.pwrite(self._file, f"{phase.value} {done} {of}".ljust(40).encode(), 0)

    def let_go(self) -> None:
        os.close(self._file)


def doing(import_id: int) -> Doing | None:
    """What is being done with an import just now, by whichever process; None when nobody is at it."""
    try:
        file = os.open(_place(import_id), os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        phase, done, of = os.pread(file, 40, 0).decode().split()
        return Doing(Phase(phase), int(done), int(of))
    else:
        return None
    finally:
        os.close(file)


def _locked(file: int) -> bool:
    """Whether the lock is ours; `doing` holds it for a moment while it looks, so that we ask again."""
    for wait in (0.02, 0.1, 0.3, 0.0):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(wait)
        else:
            return True
    return False


def _place(import_id: int) -> Path:
    return config.home() / "at-work" / str(import_id)
