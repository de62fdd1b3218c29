"""What a query means, what answers it, what may be kept of it: pure rules, the same for every engine."""
