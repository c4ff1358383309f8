"""L04: clues whose approved disposal is 暂存待查."""

from supervision.conduct.clue_counts import disposed, disposed_again
from supervision.conduct.clue_terms import Way
from supervision.figures import Figure
from supervision.quantities import Measure

FIGURE = Figure(
    code="L04",
    chinese="线索处置：暂存待查",
    unit=Measure.CASES,
    definition="期内批准以暂存待查方式处置的问题线索件次，暂存后重新处置的另计一次；不足3件的不列出",
    source="问题线索管理台账",
    compute=disposed(Way.HOLD),
    again=disposed_again(Way.HOLD),
    inward=True,
    delicate=True,
)
