"""The store on real files and in several processes."""
