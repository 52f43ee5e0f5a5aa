"""The only window out: each question is one function that returns frozen dataclasses."""
