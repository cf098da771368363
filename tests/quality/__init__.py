"""How well the newsroom understands: our own labelled examples, open sets, and the floors that none may fall below.

``python -m tests.quality`` prints the table of docs/quality.md as it is measured now.
"""
