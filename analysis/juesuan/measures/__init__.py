"""What follows from the frames of documents: a budget set against its account."""
