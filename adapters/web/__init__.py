"""Asking the public web, and nothing else: the gate that no address passes unseen, the client behind it, robots.txt."""
