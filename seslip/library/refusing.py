from django.core.exceptions import ValidationError


class FileRefused(ValidationError):
    """A file that is not taken in, with the sentence that says why and what would help."""
