"""The only door in: each change is one function here, one transaction, one journal entry."""
