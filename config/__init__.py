"""With what: settings, the bot's words, and the starter knowledge of the field."""
