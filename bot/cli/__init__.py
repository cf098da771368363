"""The command line: says what was typed to the newsroom, and what it answers to the terminal.

Heavy rooms are imported by the command that needs them, so that ``llamawire --help`` stays quick.
"""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from bot.cli.run import run

    sys.exit(run(sys.argv[1:]))
