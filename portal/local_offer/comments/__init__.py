"""What families say about the Local Offer, answered and published each year (reg. 56)."""
