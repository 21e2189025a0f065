"""The README and the site: what they show is run, what is rendered is held."""
