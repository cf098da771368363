"""What ``feed.xml`` says."""

from __future__ import annotations

from datetime import UTC, date, datetime

from digests.article import Entry
from digests.language import Lang
from digests.when import Published

_OUTLET = "Example Wire & Friends"

EXPECTED = (
    Entry(
        title="Grebe opens Heron-1 & its weights",
        text="Grebe released Heron-1 on Thursday.\nIt has seven billion parameters.\nWeights\nLicence",
        url="https://wire.example/heron-1",
        guid="wire-1",
        outlet=_OUTLET,
        published=Published(date(2024, 4, 18), at=datetime(2024, 4, 18, 23, 5, tzinfo=UTC)),
        lang=Lang.EN,
        origin="feed.xml",
    ),
    Entry(
        title="灰雁公司發布新模型",
        text="灰雁公司週四發布新模型。",
        url="https://wire.example/tech/heron-zh",
        guid="wire-2",
        outlet=_OUTLET,
        published=Published(date(2024, 4, 19)),
        lang=Lang.EN,
        origin="feed.xml",
    ),
    Entry(
        title="A link that is none, and a date that is none",
        text="Plain words: 2 < 3.",
        guid="wire-3",
        outlet=_OUTLET,
        lang=Lang.EN,
        origin="feed.xml",
    ),
)
