from workstreams.importing.document import Unreadable, read_plan

__all__ = ["Unreadable", "read_plan"]
