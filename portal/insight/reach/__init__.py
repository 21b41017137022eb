"""Reach: who has answered beside who lives here with SEND, who is missing, and how to reach them."""
