from budget.importing.table import read_table

__all__ = ["read_table"]
