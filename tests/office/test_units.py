import pytest
from sqlalchemy.orm import Session

from tests import make


@pytest.mark.parametrize(
    ("name", "region_code", "full"),
    [
        ("城区自然资源局", "140302", "阳泉市城区自然资源局"),
        ("阳泉市城区自然资源局", "140302", "阳泉市城区自然资源局"),
        ("盂县自然资源局", "140322", "盂县自然资源局"),
        ("阳泉市自然资源局", "140300", "阳泉市自然资源局"),
        ("山西省税务局", "140000", "山西省税务局"),
    ],
)
def test_a_districts_unit_is_called_by_its_city(
    session: Session, name: str, region_code: str, full: str
) -> None:
    assert make.unit(session, name, region_code=region_code).full_name == full
