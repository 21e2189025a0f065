"""Files damaged at random, as bad disks, downloads and programs do it."""

from random import Random


def damaged(data: bytes, rng: Random) -> bytes:
    """The bytes with some changed, cut off, taken out, doubled, or with other digits."""
    return rng.choice((_changed, _cut_off, _taken_out, _doubled, _other_digits))(
        bytearray(data), rng
    )


def _changed(data: bytearray, rng: Random) -> bytes:
    for _ in range(rng.choice((1, 5, 50, 500))):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def _cut_off(data: bytearray, rng: Random) -> bytes:
    return bytes(data[: rng.randrange(len(data))])


def _piece(data: bytearray, rng: Random) -> slice:
    start = rng.randrange(len(data))
    return slice(start, start + rng.randrange(1, 5000))


def _taken_out(data: bytearray, rng: Random) -> bytes:
    del data[_piece(data, rng)]
    return bytes(data)


def _doubled(data: bytearray, rng: Random) -> bytes:
    piece = _piece(data, rng)
    data[piece.start : piece.start] = data[piece]
    return bytes(data)


def _other_digits(data: bytearray, rng: Random) -> bytes:
    digits = [at for at, byte in enumerate(data) if chr(byte) in "0123456789"]
    for _ in range(rng.choice((1, 5, 30))):
        data[rng.choice(digits)] = ord("0") + rng.randrange(10)
    return bytes(data)
