"""When a definition is due: moments on a Belgian clock, and which of them still wants its run."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from workflows.words.formats import BRUSSELS


class Schedule(BaseModel):
    """Every day, week (`day` 1 is Monday), month, quarter or year, on a day and at an hour of Belgium.

    `day` beyond the end of a month is its last day. `month`: of the year, for `every: year`; of the quarter (1 to 3) else.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    every: Literal["day", "week", "month", "quarter", "year"]
    day: int = Field(1, ge=1, le=31)
    month: int = Field(1, ge=1, le=12)
    at: time = time(6)

    def last_due(self, now: datetime) -> datetime:
        """The newest moment of the schedule that is not after `now`, which is UTC.

        >>> Schedule(every="month", day=3, at="07:00").last_due(datetime(2026, 11, 3, 5, 59, tzinfo=UTC)).isoformat()
        '2026-10-03T05:00:00+00:00'
        """
        return self._from(now, -1)

    def next_due(self, now: datetime) -> datetime:
        """The first moment of the schedule after `now`."""
        return self._from(now, 1)

    def _from(self, now: datetime, step: int) -> datetime:
        today = now.astimezone(BRUSSELS).date()
        # One moment more than a period holds, on either side of today.
        moments = sorted(self._moment(today, place) for place in range(-2, 3))
        fits = [moment for moment in moments if (moment <= now) == (step < 0)]
        return fits[-1] if step < 0 else fits[0]

    def _moment(self, today: date, place: int) -> datetime:
        """The moment of the period `place` periods from today's, in UTC."""
        if self.every == "day":
            on = today + timedelta(days=place)
        elif self.every == "week":
            on = today - timedelta(days=today.weekday()) + timedelta(days=7 * place + min(self.day, 7) - 1)
        else:
            months = {"month": 1, "quarter": 3, "year": 12}[self.every]
            first = today.year * 12 + (today.month - 1) // months * months + months * place
            month = first + (0 if self.every == "month" else min(self.month, months) - 1)
            on = _day_in(month // 12, month % 12 + 1, self.day)
        return datetime.combine(on, self.at, BRUSSELS).astimezone(UTC)


def _day_in(year: int, month: int, day: int) -> date:
    """A day of a month, or the month's last one."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day - 1), following - timedelta(days=1))
