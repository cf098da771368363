"""``python -P -m bot``: the command line where no console script is installed."""

from bot.cli import main

if __name__ == "__main__":  # pragma: no branch  this module is only ever run
    main()
