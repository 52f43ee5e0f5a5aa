"""The tests: rules, store, stories at screens, a real terminal."""
