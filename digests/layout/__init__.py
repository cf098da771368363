"""How answers are laid out: nouns in, a ``Page`` out, in the reader's language.

One module for each kind of page, and under them the parts they share: ``dates`` and ``numbers`` (never finer than the
source), ``sources`` (who says it, in which words) and ``lines`` (a headline with its mark). Every word of a source
passes ``digests.text.script`` on its way into a block; the record of a page keeps the words verbatim.
"""
