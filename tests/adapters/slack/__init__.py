"""Tests of adapters.slack, with the real library over real sockets."""
