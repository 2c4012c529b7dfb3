from django.db import models


class Changes(models.Model):
    """One row: how often anything that public pages show has changed. The database itself counts."""

    count = models.BigIntegerField(default=0)

    class Meta:
        db_table = "public_pages_changes"
        verbose_name_plural = "changes"

    def __str__(self):
        return str(self.count)
