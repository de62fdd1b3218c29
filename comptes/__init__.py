"""Who works here: accounts known by their e-mail address, and the roles of a city."""
