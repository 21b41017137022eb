"""Easy-word codes: five words a family can say, write down and type again."""
