"""What a rule set is, as data."""
