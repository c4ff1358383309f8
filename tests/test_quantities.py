import pytest

from supervision.quantities import Measure, Quantity, total
from supervision.words import speaking


def homes(amount: float | None) -> Quantity:
    return Quantity(amount, Measure.HOMES)


def test_homes_are_never_mixed_with_households() -> None:
    households = Quantity(1, Measure.HOUSEHOLDS)

    for mix in (Quantity.__add__, Quantity.__sub__, Quantity.__truediv__):
        with pytest.raises(TypeError, match="套 and 户 do not mix"):
            mix(homes(1), households)


def test_a_rate_is_a_share_in_percent_and_two_rates_differ_by_points() -> None:
    rate = homes(3_027_000) / homes(3_088_000)

    assert str(rate) == "98.02%"
    assert str(homes(1) / homes(1) - rate) == "1.98个百分点"


def test_what_nobody_knows_stays_unknown_and_is_not_zero() -> None:
    assert str(homes(None)) == "待核"
    assert (homes(1) + homes(None)).amount is None
    assert (homes(1) - homes(None)).amount is None
    assert (homes(None) / homes(10)).amount is None
    assert (homes(1) / homes(0)).amount is None
    assert str(homes(0)) == "0套"


def test_a_sum_with_an_unknown_part_or_without_parts_is_unknown() -> None:
    assert total([homes(1), homes(2)], Measure.HOMES) == homes(3)
    assert total([homes(1), homes(None)], Measure.HOMES) == homes(None)
    assert total([], Measure.HOMES) == homes(None)


def test_a_headline_says_large_counts_in_its_readers_way() -> None:
    assert homes(3_088_000).headline == "308.8万套"
    assert homes(99_999).headline == "99,999套"
    with speaking("en"):
        assert homes(3_088_000).headline.startswith("3,088k")
