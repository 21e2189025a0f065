"""Zip archives from strangers: what they hold is bounded before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

from juesuan.errors import UnreadableDocument

# Office files hold tables of some megabytes; pictures are hardly packed at all.
MOST_BYTES = 400_000_000
MOST_MEMBERS = 20_000
# Repetitive XML packs to a fiftieth or so, a bomb to a thousandth. Small files are free of it.
MOST_RATIO = 250
_FREE_OF_RATIO = 20_000_000
_ENCRYPTED = 0x1


def inflated(data: bytes, name: str, most_bytes: int = MOST_BYTES) -> dict[str, int]:
    """The members of a zip archive with their sizes in bytes, unpacked.

    A member that is larger than it says is cut off by `zipfile` at the size it says, so that the
    sizes bound what unpacking takes.

    Raises `UnreadableDocument` for a damaged or encrypted archive, and for one that holds more
    than `most_bytes` or packs so much into so little that it is a bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise UnreadableDocument(
            f"the archive is damaged ({error})",
            source=name,
            hint="Download it again; a file cut off on its way looks like this.",
        ) from error
    total = sum(member.file_size for member in members)
    if total > most_bytes or len(members) > MOST_MEMBERS:
        raise UnreadableDocument(
            f"the archive holds {len(members)} files of {total / 1e6:,.0f} MB together",
            source=name,
            hint=f"At most {MOST_MEMBERS} files and {most_bytes / 1e6:,.0f} MB are unpacked.",
        )
    if total > max(_FREE_OF_RATIO, MOST_RATIO * len(data)):
        raise UnreadableDocument(
            f"{len(data) / 1e6:,.1f} MB unpack to {total / 1e6:,.0f} MB: a zip bomb is made so",
            source=name,
            hint="Open it in its program and save it again.",
        )
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise UnreadableDocument(
            "the archive is locked with a password",
            source=name,
            hint="Open it with the password and save it without one.",
        )
    return {member.filename: member.file_size for member in members}
