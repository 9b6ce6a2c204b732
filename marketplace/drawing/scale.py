"""The round numbers along an axis of whole things."""

from collections.abc import Sequence

DAYS = (1, 2, 3, 7, 14, 28)
HOURS = (1, 2, 3, 6, 12, 24)


def steps_up_to(highest: int, at_most: int = 4) -> list[int]:
    """Round marks from one step up to `highest`, `at_most` of them; none when there is nothing.

    Steps are 1, 2 or 5 times a power of ten, so that an axis of clicks never shows half a click.
    """
    magnitude = 1
    while True:
        for factor in (1, 2, 5):
            step = factor * magnitude
            if highest // step <= at_most:
                return list(range(step, highest + 1, step))
        magnitude *= 10


def spread(count: int, steps: Sequence[int], at_most: int = 5) -> list[int]:
    """Indexes of the points to name on an axis of `count` points, first and last included.

    `steps` are the distances that readers expect, such as 7 for days.
    """
    if count <= at_most:
        return list(range(count))
    step = next(s for s in (*steps, count) if count / s <= at_most)
    indexes = list(range(0, count, step))
    last = count - 1
    if last - indexes[-1] < step * 0.5 and len(indexes) > 1:
        indexes.pop()
    return indexes if indexes[-1] == last else [*indexes, last]
