"""The faces a terminal shows: screens for the meeting, a command line for the administrator."""
