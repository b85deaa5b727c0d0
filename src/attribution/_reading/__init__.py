"""From the text to units: tokens, lines, quotations, tags."""
