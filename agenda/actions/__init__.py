"""Verbs that write: fetch and take in another agenda, go on with what comes back."""
