"""How fast it is, beside something simple in the same run: ``python -m tests.benchmarks``. No part of the tests."""
