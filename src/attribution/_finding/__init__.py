"""From units to statements."""
