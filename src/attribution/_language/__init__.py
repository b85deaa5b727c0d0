"""A rule set made ready to read by."""
