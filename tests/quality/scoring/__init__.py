"""How answers are compared with labels. The metrics bear the names that the contract of the lab's verbs gives them.

Every function takes the labelled rows and what the lab answered, and returns a Score.
"""

from tests.quality.scoring.base import Row, Score
from tests.quality.scoring.dates import dates
from tests.quality.scoring.figures import figures
from tests.quality.scoring.groups import groups
from tests.quality.scoring.timelines import timelines

__all__ = ["Row", "Score", "dates", "figures", "groups", "timelines"]
