"""Earlier surveys and paper notes, brought in from files: tried out, then put in as words to read."""
