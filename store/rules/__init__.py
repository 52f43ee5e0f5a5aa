"""The pure rules: what is allowed, equal or better, whoever asks; standard library only."""
