"""The Local Offer: what help there is, how families find it, what they look for, what they say of it."""
