"""When a digest is due: the runs of a schedule on the local calendar, what was missed, and schedules as typed.

A run is known by its local date and ordinal, never by its instant: there is one for each, on both changes of clocks.
"""

from digests.schedule.missed import Missed, catch_up, first_free, window
from digests.schedule.runs import Run, latest_run, next_run, runs

__all__ = ["Missed", "Run", "catch_up", "first_free", "latest_run", "next_run", "runs", "window"]
