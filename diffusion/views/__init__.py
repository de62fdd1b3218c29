"""What machines are answered, and what pages tell them."""
