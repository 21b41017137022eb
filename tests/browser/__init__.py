"""The portal as people meet it: crawled whole, looked at in Chromium, and used from end to end."""
