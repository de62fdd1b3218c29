"""The doors to wagtail-localize, opened one by one; what is not here answers 404."""
