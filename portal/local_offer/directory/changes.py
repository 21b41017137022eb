"""Who wants to know that services changed: parts of the Local Offer that keep something made from them."""

from collections.abc import Callable, Collection

# the area's id, and the ids of the services that were added or changed (None: any of them may have)
Listener = Callable[[int, Collection[int] | None], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Call `listener` in the transaction of every change; asking twice changes nothing."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(area_id: int, service_ids: Collection[int] | None) -> None:
    """Services of an area changed: everyone who listens hears it."""
    for listener in _listeners:
        listener(area_id, service_ids)
