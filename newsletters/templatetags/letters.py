from django import template

from newsletters.actions.outbox import proof_is_current, sending_summary

register = template.Library()


@register.inclusion_tag("admin/newsletters/update/_letters_state.html", takes_context=True)
def letters_of(context, update):
    """Proof and letters of an Update, with what can be done about them now."""
    return {
        "update": update,
        "summary": sending_summary(update),
        "proof_is_current": proof_is_current(update),
        "back": context.get("back", "letters"),
        "csrf_token": context["csrf_token"],
    }


@register.simple_tag
def letters_in_words(update) -> str:
    """How far the letters are; nothing for an Update that was never sent to readers."""
    summary = sending_summary(update)
    return f"Letters: {summary}." if summary.total else ""
