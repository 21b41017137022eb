"""One decision and all its ways to answer: papers, dates, event notes, how the answers were weighed."""
