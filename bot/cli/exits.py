"""The exit codes, and what each means."""

DONE, PARTLY, REFUSED, STOPPED = 0, 1, 2, 130
MEANINGS = {
    DONE: "done",
    PARTLY: "partly done: some of what was to be read could not be read",
    REFUSED: "not done: the command, a setting, a file or the database is not in order",
    STOPPED: "stopped with Ctrl-C",
}
