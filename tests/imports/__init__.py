"""Reading files into the store, and the templates for them."""
