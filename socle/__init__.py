"""What every story stands on: the base page, references, requirements, geography.

Knows no content app. What an upper app shows below, it gives through `registres`.
"""
