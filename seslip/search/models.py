from django.db import models


class SearchEntry(models.Model):
    """The words of one thing that can be found. Who may find it is asked of the thing itself, each time."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    day = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "search entries"
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_searchentry_once")]

    def __str__(self):
        return self.title


class FullText(models.Model):
    """SQLite's full-text table over the entries' words (see tables.py); PostgreSQL has a column instead.

    A full-text table has a hidden column of its own name, to which MATCH, bm25() and the like apply.
    """

    entry = models.OneToOneField(
        SearchEntry, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="full_text"
    )
    words = models.TextField(db_column="search_full_text")

    class Meta:
        managed = False
        db_table = "search_full_text"

    def __str__(self):
        return str(self.entry_id)
