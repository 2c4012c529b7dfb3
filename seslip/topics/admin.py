from django.contrib import admin

from seslip.topics.models import Topic


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ["name", "group", "closed"]
    list_filter = ["closed"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
