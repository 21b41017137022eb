"""Downloads gathered from the features: protected figures and cleared words, with what they are for."""
