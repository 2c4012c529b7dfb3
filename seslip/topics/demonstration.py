"""What the programme works on: its practice networks and the larger workstreams of its plan."""

from django.utils.text import slugify

from seslip.topics.models import Topic

TOPICS = {
    "Practice networks": [
        "Adoption and special guardianship",
        "Assistant Directors Education",
        "Assistant Directors Safeguarding",
        "Commissioning",
        "Data benchmarking",
        "Early help",
        "Fostering",
        "Lead Members",
        "Quality assurance",
        "SEND",
    ],
    "Workstreams": [
        "Children missing education",
        "Complex placements",
        "Family hubs",
        "Kinship care",
        "Leadership",
        "Models of social work",
        "Peer challenge",
        "Regional Improvement Plan",
        "Unaccompanied children",
        "Workforce and agency staff",
    ],
}


def seed() -> list[str]:
    for group, names in TOPICS.items():
        for name in names:
            Topic.objects.get_or_create(name=name, defaults={"slug": slugify(name), "group": group})
    return [f"{Topic.objects.count()} topics."]
