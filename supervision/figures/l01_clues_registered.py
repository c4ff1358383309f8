"""L01: how many clues the register took in."""

from supervision.conduct.clue_counts import registered, registered_again
from supervision.figures import Figure
from supervision.quantities import Measure

FIGURE = Figure(
    code="L01",
    chinese="登记问题线索",
    unit=Measure.CASES,
    definition="期内收到并经案管登记的问题线索件数，含已立案移出的；不足3件的不列出",
    source="问题线索管理台账",
    compute=registered,
    again=registered_again,
    inward=True,
    delicate=True,
)
