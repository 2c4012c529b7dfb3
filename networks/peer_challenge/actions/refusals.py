class Refused(Exception):
    """It was not done; the message says why, as a person would say it."""
