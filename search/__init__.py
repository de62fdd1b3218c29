"""Finding: the index of what visitors may see, with a cluster or without, and the pages that answer."""
