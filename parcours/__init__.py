"""Routes: stops in order, the line drawn through them, and what one must know to walk from each to the next."""
