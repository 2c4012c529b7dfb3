from django.db import migrations, models


def fill(apps, schema_editor):
    """From the record of what was done, where it stood until now; the newest event of an Update counts."""
    Update = apps.get_model("newsletters", "Update")
    events = apps.get_model("audit", "Event").objects.filter(
        verb="update brought in", kind="newsletters.update"
    )
    for event in events.order_by("at", "pk"):
        Update.objects.filter(pk=event.object_id).update(
            brought_hash=event.details["source"], brought_version=event.details["version"]
        )


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_initial"),
        ("newsletters", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="update",
            name="brought_hash",
            field=models.CharField(
                blank=True, editable=False, help_text="Of the text it was brought in from.", max_length=64
            ),
        ),
        migrations.AddField(
            model_name="update",
            name="brought_version",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
