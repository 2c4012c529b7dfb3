"""Letters that come back: read here, written down by newsletters.actions.bounces."""
