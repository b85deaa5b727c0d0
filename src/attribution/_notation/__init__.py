"""The pattern language over tags: it knows no rule set and no text."""
