"""The network that an installation stands on, as declared when it is set up: whether words may lie here.

Where they may not, the desk keeps numbers, clocks and receipts; every word stays on paper.
"""

from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.words import _

#: What stands in the place of words that are on paper only.
ON_PAPER = "见纸质材料"


class Network(Labelled):
    """What the commission declares; complaints are handled on its own network (纪检监察机关内网)."""

    INTERNAL = "internal", "纪检监察机关内网"
    CLASSIFIED = "classified", "涉密网络（分级保护）"
    GOVERNMENT = "government", "电子政务外网"
    OTHER = "other", "其他办公网络"

    @property
    def holds_content(self) -> bool:
        """Whether what was reported, and by whom, may be stored on it."""
        return self in (Network.INTERNAL, Network.CLASSIFIED)


class _Declared:
    network = Network.INTERNAL


def stand_on(network: Network) -> None:
    """Once per process, by whoever opens the office."""
    _Declared.network = network


def current() -> Network:
    return _Declared.network


def holds_content() -> bool:
    return _Declared.network.holds_content


def keep_off(*words: str) -> None:
    """Refuse any word where none may lie."""
    if not holds_content() and any(said.strip() not in ("", ON_PAPER) for said in words):
        raise Refused(why_not())


def why_not() -> str:
    return _("本机关声明使用{network}，不得存储内容：只登记编号、时限和回执。", network=current().label)
