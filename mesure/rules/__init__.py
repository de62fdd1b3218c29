"""What the city decides about short addresses and counts: pure functions."""
