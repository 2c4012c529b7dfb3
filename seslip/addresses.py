"""What may stand in an address of the site."""

from django.urls.converters import IntConverter


class NumberConverter(IntConverter):
    """A number that a database can hold; with a longer one there is no such address."""

    regex = "[0-9]{1,18}"
