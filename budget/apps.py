from django.apps import AppConfig
from django.db.models.signals import post_migrate

from seslip import nav, registry

PUBLIC_PAGES_READ = [
    "budget.Account",
    "budget.Award",
    "budget.BookYear",
    "budget.Entry",
    "budget.Fund",
    "budget.Income",
    "budget.Line",
    "budget.Nought",
    "budget.Posting",
    "budget.Project",
]


class BudgetConfig(AppConfig):
    name = "budget"
    verbose_name = "Budget"

    def ready(self):
        from budget import demonstration
        from budget.actions.bringing_in import brought_in
        from budget.actions.next_year import begun
        from budget.checks import check_budget
        from budget.dossier import money_of, words_by_workstream
        from budget.guarding import guard
        from budget.table import cells_of

        # After every migrate: SQLite drops a table's triggers when Django remakes the table.
        post_migrate.connect(guard, sender=self)
        registry.offer("plan brought in", brought_in)
        registry.offer("plan begun", begun)
        registry.offer("plan checks", check_budget)
        registry.offer("workstream parts", money_of)
        registry.offer("workstream list", words_by_workstream)
        registry.offer("demonstration", demonstration.seed)
        registry.offer("menu", nav.Entry("Budget", "budget:budget-newest", 35))
        registry.offer("plan table", ("budget", cells_of))
        for label in PUBLIC_PAGES_READ:
            registry.offer("public pages read", label)
