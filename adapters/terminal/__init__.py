"""The terminal: pages as text for people, in colour where there is a screen, and progress where someone waits."""
