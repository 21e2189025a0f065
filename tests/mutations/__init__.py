"""Single cells changed on purpose: how many of the changes the identities notice."""
