"""The three lamps (三色预警), and the fourth: a figure is missing. They are computed, never stored."""

from supervision.labels import Labelled


class Lamp(Labelled):
    """Shape and word carry it; the colour only repeats it. What is normal has no lamp."""

    RED = "red", "红"
    YELLOW = "yellow", "黄"
    BLUE = "blue", "蓝"
    UNKNOWN = "unknown", "无法计算"

    @property
    def mark(self) -> str:
        return {"red": "▲", "yellow": "◆", "blue": "●"}.get(self.value, "○")

    @property
    def sign(self) -> str:
        """▲ 红"""
        return f"{self.mark} {self.label}"


#: Those that are lit, the most severe first.
LIT = (Lamp.RED, Lamp.YELLOW, Lamp.BLUE)
URGENCY = {Lamp.RED: 0, Lamp.YELLOW: 1, Lamp.BLUE: 2, Lamp.UNKNOWN: 3, None: 4}
