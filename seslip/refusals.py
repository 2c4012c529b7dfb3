"""What an action raises when it does not do what was asked."""


class Refused(Exception):
    """It was not done; the message says why, as a person would say it."""
