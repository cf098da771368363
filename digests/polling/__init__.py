"""When a feed is asked, and what its answer means: decisions on states, with the time passed in.

::

    due         whether a feed may be asked now, and with which headers
    headers     what a server says about waiting: Retry-After, Cache-Control, Expires
    rhythm      how often a feed deserves to be asked, and when next
    after       what an answer does to the state of a feed
    asked       what one pass over the feeds brought
"""
