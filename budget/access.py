"""Who sees what was spent: the members, the steering group, and those who keep the budget."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from seslip.people.access import Permission
from seslip.people.models import Circle

NOT_YOURS = "The programme team and the treasurer keep the budget."


def may_see_actuals(user) -> bool:
    if not user.is_authenticated:
        return False
    return user.may(Permission.KEEP_BUDGET) or Circle.objects.members().holds(user)


def require_keeper(user) -> None:
    """Members know that there are entries; nobody else does."""
    if not may_see_actuals(user):
        raise Http404
    if not user.may(Permission.KEEP_BUDGET):
        raise PermissionDenied(NOT_YOURS)
