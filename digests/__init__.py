"""What Llamawire thinks: nouns and decisions, as pure functions on frozen values.

The news flow, left to right::

    Feed → Entry → Article → Story → (Summary, Event, Figure) → Draft → Edition → Page → Message → Delivery

The asked flow::

    slash command | terminal → Question → desk → Page → Message

Nothing here reads a file, a clock, a socket or a random number, and only ``ports`` knows of ``async``.
Whatever a decision needs (the text, the lexicon, the time) is an argument.
"""
