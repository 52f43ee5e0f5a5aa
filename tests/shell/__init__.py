"""The command line, as scripts and the administrator use it."""
