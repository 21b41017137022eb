"""A question in sign language: a link or a file, always with the same in written words."""

import hashlib
from dataclasses import dataclass
from urllib.parse import urlsplit

from portal.core.errors import RuleBroken

LARGEST_FILE = 12 * 1024 * 1024
LONGEST_WORDS = 2000
LONGEST_LINK = 500
# how the two kinds of file begin: an ISO media file says "ftyp" after its first size, WebM is EBML
EBML = b"\x1a\x45\xdf\xa3"


@dataclass(frozen=True)
class SentVideo:
    """A file as it was sent, known to be MP4 or WebM by how it begins."""

    content: bytes
    ending: str

    @property
    def content_hash(self) -> str:
        """SHA-256 of the file, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class SignVideo:
    """Where the video is, and what is signed in it."""

    words: str
    link: str = ""
    file: str = ""

    def as_kept(self) -> dict[str, str]:
        """As it stands beside the question."""
        where = {"file": self.file} if self.file else {"link": self.link}
        return {**where, "words": self.words}


def checked_link(typed: str) -> str:
    """The address as typed; refuses (field "link") what is not an https address of a host."""
    link = typed.strip()
    try:
        parts = urlsplit(link)
        good = parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        good = False
    if not good or len(link) > LONGEST_LINK or any(ord(letter) < 33 for letter in link):
        raise RuleBroken("Write a whole address that begins with https://.", "link", status=422)
    return link


def read_video(sent: bytes) -> SentVideo:
    """What was uploaded; refuses (field "file") what is too large or neither MP4 nor WebM."""
    if len(sent) > LARGEST_FILE:
        raise RuleBroken("This file is too large. Choose one of up to 12 MB.", "file", status=422)
    if sent[4:8] == b"ftyp":
        return SentVideo(sent, "mp4")
    if sent.startswith(EBML):
        return SentVideo(sent, "webm")
    raise RuleBroken("We cannot play this. Choose an MP4 or WebM file.", "file", status=422)
