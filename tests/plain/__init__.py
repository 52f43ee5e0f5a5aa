"""Plain mode: whole conversations through real pipes, and a few at a real terminal."""
