"""When a unit owes an answer to an order, and how that looks today: computed, never stored."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from supervision import clock
from supervision.accountability.order_steps import OrderStatus
from supervision.office import time_limits
from supervision.office.lamps import Lamp
from supervision.office.time_limits import Deadline


class AwaitsReply:
    """The readings of an order: TL20 runs from the day it was served."""

    if TYPE_CHECKING:
        served_on: date | None
        reply_due_on: date | None
        status: OrderStatus

    def clock(self, session: Session) -> Deadline:
        """The due date with its working; from today where it is not served yet."""
        return time_limits.ORDER_REPLY.due(session, self.served_on or clock.today())

    def is_overdue(self, today: date) -> bool:
        """`orders.overdue`, of one record: the unit owes an answer that was due before today."""
        return (
            self.status is OrderStatus.SERVED and self.reply_due_on is not None and self.reply_due_on < today
        )

    def lamp(self, today: date) -> Lamp | None:
        """Red: overdue, or answered and not accepted. Yellow: due within days. Unknown: 待日历."""
        if self.is_overdue(today) or self.status is OrderStatus.UNSATISFIED:
            return Lamp.RED
        if self.status is not OrderStatus.SERVED:
            return None
        if self.reply_due_on is None:
            return Lamp.UNKNOWN
        return Lamp.YELLOW if (self.reply_due_on - today).days <= time_limits.WARN_DAYS else None
