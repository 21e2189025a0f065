"""The page that a build writes for people: what was read, what does not hold, what was checked."""
