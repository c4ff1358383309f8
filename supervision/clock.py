"""The one place that asks what time it is."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OFFICE = ZoneInfo("Asia/Shanghai")


class _Calendar:
    """The day on the office's wall; a demo home hangs up a fixed one."""

    business_date: date | None = None


def machine_now() -> datetime:
    """The machine's own time, which sign-ins and leases are measured by."""
    return datetime.now(UTC)


def now() -> datetime:
    """The moment in the office: the machine's time of day, on the business date where one is set."""
    moment = machine_now()
    if _Calendar.business_date is None:
        return moment
    return datetime.combine(
        _Calendar.business_date, moment.astimezone(OFFICE).timetz().replace(tzinfo=None), tzinfo=OFFICE
    ).astimezone(UTC)


def today() -> date:
    """Today's date in the office, which is the date every time limit counts from."""
    return now().astimezone(OFFICE).date()


def end_of(day: date) -> datetime:
    """The first moment after a day in the office."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=OFFICE)


def stand_on(day: date | None) -> None:
    """Hang up the 业务日期 of a demo home; None follows the real calendar again."""
    _Calendar.business_date = day


def business_date() -> date | None:
    return _Calendar.business_date
