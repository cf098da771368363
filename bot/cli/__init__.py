"""The command line: says what was typed to the newsroom, and what it answers to the terminal.

Heavy rooms are imported by the command that needs them, so that ``llamawire --help`` stays quick.
"""

import sys

from bot.cli.exits import STOPPED


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from bot.cli.run import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while the program was still being loaded
        code = STOPPED
    sys.exit(code)
