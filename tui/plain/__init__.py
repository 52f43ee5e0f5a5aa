"""Plain mode: the same program line by line, for screen readers, braille and slow lines; knows no Textual."""
