"""What is true, whoever looks: rules, tables, journal, commands and queries; no terminal."""
