"""What the admin shows of all stories: listings, reports, what belongs to whom."""
