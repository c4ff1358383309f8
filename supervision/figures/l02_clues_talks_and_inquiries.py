"""L02: clues whose approved disposal is 谈话函询."""

from supervision.conduct.clue_counts import disposed, disposed_again
from supervision.conduct.clue_terms import Way
from supervision.figures import Figure
from supervision.quantities import Measure

FIGURE = Figure(
    code="L02",
    chinese="线索处置：谈话函询",
    unit=Measure.CASES,
    definition="期内批准以谈话函询方式处置的问题线索件次，暂存后重新处置的另计一次；不足3件的不列出",
    source="问题线索管理台账",
    compute=disposed(Way.TALK),
    again=disposed_again(Way.TALK),
    inward=True,
    delicate=True,
)
