"""Speed, side by side with its yardstick."""
