"""L05: clues whose approved disposal is 予以了结."""

from supervision.conduct.clue_counts import disposed, disposed_again
from supervision.conduct.clue_terms import Way
from supervision.figures import Figure
from supervision.quantities import Measure

FIGURE = Figure(
    code="L05",
    chinese="线索处置：予以了结",
    unit=Measure.CASES,
    definition="期内批准以予以了结方式处置的问题线索件次，暂存后重新处置的另计一次；不足3件的不列出",
    source="问题线索管理台账",
    compute=disposed(Way.CLOSE),
    again=disposed_again(Way.CLOSE),
    inward=True,
    delicate=True,
)
