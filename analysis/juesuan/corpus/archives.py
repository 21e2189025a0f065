"""Zip archives of documents, with names in UTF-8 or GB18030."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from zipfile import BadZipFile, ZipFile, ZipInfo

from juesuan.catalogue.faults import Fault, fault
from juesuan.corpus.place import LARGEST, Place, open_place, refused
from juesuan.errors import UnreadableDocument

# No document packs so well: a bomb does.
_PACKED_BY, _PACKED_FROM = 250, 16 * 2**20
_MOST = 1_000_000
# The flag of a name in UTF-8; without it, zipfile takes the name's bytes for code page 437.
_UTF8, _OTHERWISE = 0x800, "cp437"
_ENCODINGS = ("utf-8", "gb18030")
_ENCRYPTED = 0x1
_BROKEN = (BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError)


def member_name(info: ZipInfo) -> str:
    """The name as it was meant: packers in China write GB18030 and say nothing of it."""
    if info.flag_bits & _UTF8:
        return info.filename
    data = info.filename.encode(_OTHERWISE, errors="replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def members(archive: Place) -> Iterator[Place]:
    """The files in an archive, each a place; the archive itself with its reason if it is none."""
    try:
        infos = _HELD.open(archive.path).infolist()
    except (*_BROKEN, OSError, UnreadableDocument) as error:
        yield refused(archive, fault("no_archive", error=error))
        return
    if len(infos) > _MOST:
        yield refused(archive, fault("archive_full", count=len(infos), most=_MOST))
        return
    for number, info in enumerate(infos):
        if not info.is_dir():
            name = f"{archive.name}!/{member_name(info)}"
            stamp = f"crc {info.CRC:08x}"
            place = Place(name, archive.path, number, info.file_size, stamp)
            reason = _refusal(info)
            yield place if reason is None else refused(place, reason)


def read_member(place: Place) -> bytes:
    """The bytes of a member. Raises `UnreadableDocument` where the archive is damaged."""
    try:
        archive = _HELD.open(place.path)
        with archive.open(archive.infolist()[place.member or 0]) as file:
            # A declared size can lie.
            data = file.read(LARGEST + 1)
    except (*_BROKEN, IndexError) as error:
        raise UnreadableDocument(fault("member_broken", error=error), source=place.name) from error
    if len(data) > LARGEST:
        raise UnreadableDocument(fault("member_larger"), source=place.name)
    return data


class _Held:
    """The archive that was read last, open: its members follow each other.

    The directory of a large one takes longer to read than a member.
    """

    def __init__(self) -> None:
        self._path: str | None = None
        self._close = ExitStack()

    def open(self, path: str) -> ZipFile:
        """The archive, opened unless it is open."""
        if path != self._path:
            self.release()
            with ExitStack() as stack:
                self._archive = stack.enter_context(ZipFile(stack.enter_context(open_place(path))))
                self._close = stack.pop_all()
            self._path = path
        return self._archive

    def release(self) -> None:
        """Close the archive, so that it can be changed and removed."""
        self._path = None
        self._close.close()


_HELD = _Held()


@contextmanager
def closing_archives() -> Iterator[None]:
    """Around the reading of several places: what is open in the end is closed."""
    try:
        yield
    finally:
        _HELD.release()


def _refusal(info: ZipInfo) -> Fault | None:
    """Why a member is not unpacked."""
    if info.flag_bits & _ENCRYPTED:
        return fault("member_locked")
    packed = info.file_size > max(_PACKED_FROM, _PACKED_BY * info.compress_size)
    if packed or info.file_size > LARGEST:
        size, small = info.file_size / 2**20, info.compress_size / 2**20
        return fault("member_swells", size=size, packed=small)
    return None
