"""What is told of each statement: day, negation, stance, addressee."""
