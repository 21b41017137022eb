"""Services read from feeds and files: tried out first, then put into the directory in one short step."""
