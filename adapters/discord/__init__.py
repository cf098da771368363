"""Discord: slash commands, buttons and digests, over discord.py."""
