"""Words that may mean someone is not safe, and what the safeguarding lead does about them."""
