"""The command line: the same commands and queries as the screens, for the administrator and for scripts."""
