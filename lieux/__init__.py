"""Places worth a stop that are not works: monuments, gardens, viewpoints, venues."""
