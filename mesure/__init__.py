"""Short addresses that last, and what is counted of those who pass: how many, never who."""
