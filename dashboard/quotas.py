"""How much one sign-in may upload in a minute: what is uploaded waits in memory until a page reads it."""

import time
from collections import defaultdict, deque
from dataclasses import dataclass, field

from supervision.office.files import LARGEST
from supervision.words import _

MINUTE = 60.0


@dataclass(frozen=True)
class TooMuch:
    status: int
    sentence: str


@dataclass
class Quota:
    """Files and bytes a minute, per sign-in and process."""

    files: int = 120
    size: int = 6 * LARGEST
    largest: int = LARGEST + 64 * 1024
    _taken: dict[int, deque[tuple[float, int]]] = field(default_factory=lambda: defaultdict(deque))

    def why_not(self, sign_in_id: int, length: str | None) -> TooMuch | None:
        """Why this file is not taken now, or None, and then it counts."""
        if length is None or not length.isdigit():
            return TooMuch(411, _("上传须说明文件大小。"))
        if int(length) > self.largest:
            return TooMuch(413, _("文件超过 40 MB，请压缩或拆分后再传。"))
        now, taken = time.monotonic(), self._taken[sign_in_id]
        while taken and now - taken[0][0] > MINUTE:
            taken.popleft()
        if len(taken) >= self.files or sum(size for _at, size in taken) + int(length) > self.size:
            return TooMuch(429, _("上传过于频繁，请一分钟后再试。"))
        taken.append((now, int(length)))
        self._forget(now)
        return None

    def _forget(self, now: float) -> None:
        """Sign-ins that have sent nothing for a minute take no room."""
        for quiet in [number for number, taken in self._taken.items() if now - taken[-1][0] > MINUTE]:
            del self._taken[quiet]


UPLOADS = Quota()
