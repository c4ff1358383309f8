"""Claimed or verified, county by county, and how many cannot be compared."""

from collections.abc import Sequence

from dashboard.charts import dumbbell
from dashboard.widgets import chart, empty, head, palette
from supervision.delivery.standings import Standing
from supervision.quantities import Measure, Quantity
from supervision.words import _

MOST = 12


def show(counties: Sequence[Standing], *, key: str) -> None:
    """Who stands beyond the tolerance first; the rest of a long list is in the table beside it."""
    head(
        _("申报与核对"),
        _("○ 申报　● 核对"),
        help=_("转移登记率。核对数取登记台账同一截止日；相差超过 0.5% 且超过 20 套的标红。"),
    )
    pairs = [
        dumbbell.Pair(
            one.name,
            one.checked.listed,
            one.checked.transfer,
            Quantity(one.ledger.transfer, Measure.HOMES),
            bool(one.beyond),
        )
        for one in counties
    ]
    known = sorted((pair for pair in pairs if pair.ends), key=lambda pair: not pair.beyond)[:MOST]
    if known:
        chart(
            dumbbell.draw(known, palette()),
            height=min(392, 34 * len(known) + 60),
            key=f"{key}-claims",
            alt=_("各县申报与台账核对的转移登记率"),
        )
    if absent := sum(1 for pair in pairs if not pair.ends):
        empty(_("{n} 个县（市、区）未报或台账未导入，无法核对。", n=absent))
