"""Who does a job: each kind has one handler, registered by the part of the portal it belongs to."""

from collections.abc import Callable
from dataclasses import dataclass

from seslip import registry

OCCASION = "job"


class CannotBeDone(Exception):
    """Trying again would not help. The words are meant for the person who reads why."""


@dataclass(frozen=True)
class Handler:
    """How a kind of job is done: in words, how long it may take, how often it is tried.

    It gets the job's arguments, fetches what they name, and is safe to run twice.
    """

    kind: str
    words: str
    do: Callable[..., None]
    seconds: int
    attempts: int


def handles(kind: str, *, words: str, seconds: int = 300, attempts: int = 5) -> Callable:
    """Register a function as the handler of a kind of job."""

    def register(do):
        registry.offer(OCCASION, Handler(kind, words, do, seconds, attempts))
        return do

    return register


def handler_of(kind: str) -> Handler:
    """The handler of this kind; for a kind nobody knows, one that says so."""
    known = (handler for handler in registry.offered(OCCASION) if handler.kind == kind)
    return next(known, Handler(kind, words=kind, do=_nobody, seconds=60, attempts=1))


def _nobody(**args) -> None:
    raise CannotBeDone("Nothing in the portal knows how to do a job of this kind.")
