from workstreams.admin import front, lines, plans, progress

__all__ = ["front", "lines", "plans", "progress"]
