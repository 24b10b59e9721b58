"""Things that have to be there for something: what, how many, who sees to it, and whether they are there."""
