"""The stages of the news flow.

Each loads through a port, decides in ``digests`` with plain values, and saves through a port.
"""
