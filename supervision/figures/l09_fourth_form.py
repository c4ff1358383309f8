"""L09: outcomes that used the fourth of the four forms."""

from supervision.conduct.clue_counts import formed, formed_again
from supervision.conduct.clue_terms import FourForm
from supervision.figures import Figure
from supervision.quantities import Measure

FIGURE = Figure(
    code="L09",
    chinese="四种形态：第四种形态",
    unit=Measure.CASES,
    definition="期内登记处置结果、运用第四种形态的问题线索件次，不含立案移出的；不足3件的不列出",
    source="问题线索管理台账",
    compute=formed(FourForm.FOURTH),
    again=formed_again(FourForm.FOURTH),
    inward=True,
    delicate=True,
)
