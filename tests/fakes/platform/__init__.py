"""A stand-in for a chat platform, as strict as a real one and as unlucky as it is told to be.

``core`` is the platform itself, pure; ``server`` puts it behind HTTP on loopback in a process of its own, so that a
killed bot does not take it along. Both keep the log of what a reader saw, and ``checker`` counts from that log alone.
"""
