"""What the agenda decides: when something takes place, how it comes back, what a calendar says of it. No Django."""
