from django import template

from seslip.people.models import roll_for

register = template.Library()


@register.inclusion_tag("components/_who_sees.html", takes_context=True)
def who_sees(context, circle, what="page"):
    """The badge of a restricted thing, who sees it, where their names stand, and why this reader does.

    Nothing for what everyone sees. In a PDF, which has no reader at hand, the badge and the rule.
    """
    user = getattr(context.get("request"), "user", None)
    shown = {"circle": circle, "what": what}
    if not circle or circle.is_public or user is None or not user.is_authenticated:
        return shown
    roll = roll_for(user)
    return shown | {"sentence": roll.sentence(circle), "why": roll.why(user, circle)}
