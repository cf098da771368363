"""Texts before they mean anything: language, script, noise, sentences and the terms they are found by."""
