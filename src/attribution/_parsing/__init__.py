"""What a parser does with a text, and with many; none of it is imported before the first."""
