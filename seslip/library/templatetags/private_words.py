from django import template

from seslip.private import plain_for_anonymous

register = template.Library()


@register.filter
def shown_to(words: str, user) -> str:
    """Plain words as this person may read them: private numbers and addresses are for the signed in."""
    return words if user.is_authenticated else plain_for_anonymous(words)
