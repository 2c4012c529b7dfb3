from django.shortcuts import get_object_or_404, render

from seslip.people.models import Circle, Person, roll_for


def account(request):
    """Who you are to the portal: what you see and may do follows from the posts listed here."""
    return render(request, "account/account.html")


def circle(request, pk):
    """Who sees what is kept for a circle, by name and post: for those who see it themselves."""
    found = get_object_or_404(Circle.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    roll, team = roll_for(request.user), Circle.objects.team()
    context = {"circle": found}
    if not found.is_public:
        context["why"] = roll.why(request.user, found)
        context["people"] = Person.objects.in_circle(found, roll)
        context["team"] = [] if found == team else Person.objects.in_circle(team, roll)
    return render(request, "people/circle.html", context)
