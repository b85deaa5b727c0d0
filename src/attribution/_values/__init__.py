"""What callers give, checked, and what they take away, as plain values."""
