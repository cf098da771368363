"""Slack: slash commands, buttons, App Home and digests, over slack-bolt and slack-sdk."""
