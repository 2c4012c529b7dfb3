from django.db import migrations

# What the councils of the region work on together: the networks and workstreams of its plan, and the
# subjects of its weekly Updates.
THEMES = [
    "Adoption and special guardianship",
    "Care leavers",
    "Children in care",
    "Children missing education",
    "Commissioning and placements",
    "Data and performance",
    "Domestic abuse",
    "Early help and family hubs",
    "Education and schools",
    "Exploitation and missing children",
    "Fostering",
    "Front door and assessment",
    "Kinship care",
    "Leadership and governance",
    "Mental health and wellbeing",
    "Models of social work",
    "Neglect",
    "Quality assurance",
    "SEND",
    "Unaccompanied children",
    "Workforce and agency staff",
    "Youth justice",
]


def add(apps, schema_editor):
    theme = apps.get_model("peer_challenge", "Theme")
    theme.objects.bulk_create([theme(name=name) for name in THEMES], ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("peer_challenge", "0003_asks_and_offers")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
