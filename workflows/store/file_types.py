"""What an attachment may be: a photo or a PDF, told by its first bytes, up to a size."""

MOST_BYTES = 10 * 1024 * 1024
"""Bytes of one attachment."""

SHOWN = ("image/jpeg", "image/png", "image/webp")
"""Types that every browser shows as a picture; the others are handed out as a file."""

_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def file_type(content: bytes) -> str | None:
    """The type of a file by its first bytes, whatever it is called; None for what is neither.

    >>> file_type(b"%PDF-1.7"), file_type(bytes.fromhex("ffd8ffe0")), file_type(b"<html>")
    ('application/pdf', 'image/jpeg', None)
    """
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return "image/heic" if content[4:8] == b"ftyp" and content[8:12] in _HEIC else None
