"""Tests of adapters.discord, with the real library over real sockets."""
