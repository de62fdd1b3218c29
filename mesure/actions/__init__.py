"""Verbs that write: count, forget in time, take in a city's own figures."""
