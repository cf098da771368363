"""What the bot does without being asked: appointed digests, from the tick that finds them due to the word of delivery.

Each module is one job: it loads through a port, lets ``digests`` decide, and saves through a port. Jobs name their
work by ids, may be called twice with the same, and may be killed anywhere: ``sweep`` finds what is unfinished.
"""
