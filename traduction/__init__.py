"""What makes translating with wagtail-localize safe: cleaned texts, closed doors, guarded publication."""
