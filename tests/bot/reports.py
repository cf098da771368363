"""Short reports of true happenings, in our own words, for the tests of newsroom and desk."""

from __future__ import annotations

from datetime import UTC, date, datetime

from digests.article import Entry
from digests.when import Published


def report(title: str, text: str, outlet: str, day: str, hour: int | None = 9) -> Entry:
    """Return an entry of that outlet, published at that hour (UTC) of the day, or just on that day."""
    published = date.fromisoformat(day)
    at = None if hour is None else datetime(published.year, published.month, published.day, hour, tzinfo=UTC)
    slug = f"{outlet}-{title}".lower().replace(" ", "-")
    return Entry(
        title=title,
        text=text,
        url=f"https://{outlet.lower().replace(' ', '')}.example/{abs(hash_of(slug))}",
        outlet=outlet,
        published=Published(published, at=at),
        origin=f"{outlet}, {title}",
    )


def hash_of(text: str) -> int:
    """Return a number that is the same in every process."""
    return sum(place * ord(char) for place, char in enumerate(text, start=1))


LLAMA_31_EN = report(
    "Meta releases Llama 3.1 with a 405B model",
    "Meta released Llama 3.1 on July 23, 2024. The largest model has 405 billion parameters.\n"
    "The weights can be downloaded under the company's community licence.",
    "Open Weights Weekly",
    "2024-07-23",
    16,
)
LLAMA_31_HANS = report(
    "Meta发布Llama 3.1,最大模型4050亿参数",
    "Meta于7月23日发布Llama 3.1。其中最大的模型拥有4050亿参数,上下文窗口为12.8万词元。\n开发者可以下载全部权重。",
    "晨光科技报",
    "2024-07-24",
    1,
)
LLAMA_31_HANT = report(
    "Meta發布Llama 3.1,最大模型4050億參數",
    "Meta於7月23日發布Llama 3.1。其中最大的模型擁有4050億參數,上下文窗口為12.8萬詞元。\n開發者可以下載全部權重。",
    "島嶼科技週刊",
    "2024-07-24",
    2,
)
MISTRAL_EN = report(
    "Mistral AI releases Mistral Large 2",
    "Mistral AI released Mistral Large 2 on July 24, 2024. The French company says it has 123 billion parameters.",
    "Model Gazette",
    "2024-07-24",
    10,
)
