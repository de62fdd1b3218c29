"""The city's narrative, its promises and positionings, and the coherence of all that hangs under it."""
