"""The desk that tells what it was asked, with what Slack alone asks for besides: a language that is chosen."""

from __future__ import annotations

from digests.desk import Question
from digests.language import Lang
from digests.page import Page
from tests.adapters.discord.echo_desk import ROWS, STORIES, EchoDesk

__all__ = ["ROWS", "STORIES", "SlackEchoDesk"]


class SlackEchoDesk(EchoDesk):
    """Remembers the language that somebody chooses."""

    async def answer(self, question: Question) -> Page:
        """Tell what was asked."""
        if question.verb == "language" and question.options.get("lang") in set(Lang):
            self.languages[question.asker.user] = Lang(str(question.options["lang"]))
        return await super().answer(question)
