"""Short addresses, what is counted and said to be, and what the desk sees of both."""
