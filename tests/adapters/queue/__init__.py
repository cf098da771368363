"""Tests of ``adapters.queue`` beyond what every Queue promises."""
