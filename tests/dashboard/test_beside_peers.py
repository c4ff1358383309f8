from dashboard.charts import beside_peers
from dashboard.theme import LIGHT
from supervision.conduct.peers import Peer
from supervision.quantities import Measure, Quantity


def homes(number: int | None) -> Quantity:
    return Quantity(number, Measure.HOMES)


def test_each_place_says_its_rate_with_its_denominator() -> None:
    drawn = beside_peers.draw(
        [Peer("本项目", homes(30), homes(412)), Peer("全省", homes(301), homes(188_200))], LIGHT
    )

    assert drawn.data[-1].text == ("  7.28%（30／412套）", "  0.16%（301／188,200套）")


def test_an_unknown_rate_is_not_zero() -> None:
    drawn = beside_peers.draw([Peer("本项目", homes(1), homes(None))], LIGHT)

    assert drawn.data[-1].text == ("  无法计算",)


def test_nothing_to_draw_is_no_error() -> None:
    assert beside_peers.draw([], LIGHT).data[-1].x == ()
