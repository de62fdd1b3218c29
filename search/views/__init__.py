"""What visitors and machines are answered: the page, the API, the health of the site."""
