"""The round numbers along an axis of whole things."""


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


def spread(count: int, at_most: int = 5) -> list[int]:
    """Indexes of the points to name on an axis of `count` points, first and last included."""
    if count <= at_most:
        return list(range(count))
    step = next(s for s in (2, 3, 4, 6, 7, 12, 14, 24, 28, 56, count) if count / s <= at_most)
    indexes = list(range(0, count, step))
    last = count - 1
    if last - indexes[-1] < step * 0.7 and len(indexes) > 1:
        indexes.pop()
    return indexes if indexes[-1] == last else [*indexes, last]
