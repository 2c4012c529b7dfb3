from newsletters.models.editions import (
    Edition,
    EditionAction,
    EditionContact,
    EditionItem,
    EditionTool,
)
from newsletters.models.items import Action, Answer, Item, ItemDate
from newsletters.models.readers import Bounce, Delivery, Reader
from newsletters.models.updates import Contact, Dismissal, OldAddress, Placement, Section, Tool, Update

__all__ = [
    "Action",
    "Answer",
    "Bounce",
    "Contact",
    "Delivery",
    "Dismissal",
    "Edition",
    "EditionAction",
    "EditionContact",
    "EditionItem",
    "EditionTool",
    "Item",
    "ItemDate",
    "OldAddress",
    "Placement",
    "Reader",
    "Section",
    "Tool",
    "Update",
]
