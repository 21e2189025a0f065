"""Pages that are pictures, recognised: each is recognised once a session."""
