"""Reads a piece of HTML into a tree that two writers of the same markup share: white space, the order of
attributes and the order of classes make no difference in it."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta"}


@dataclass
class Node:
    """One element: its attributes (classes sorted) and what stands inside, text or elements."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: "list[Node | str]" = field(default_factory=list)

    def lines(self, depth: int = 0) -> list[str]:
        """The tree as indented lines, which pytest can lay side by side."""
        said = "".join(f' {name}="{value}"' for name, value in sorted(self.attributes.items()))
        own = [f"{'  ' * depth}<{self.tag}{said}>"]
        for child in self.inside:
            own += child.lines(depth + 1) if isinstance(child, Node) else ["  " * (depth + 1) + child]
        return own


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("root")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: re.sub(r"\s+", " ", value or "").strip() for name, value in attrs}
        if "class" in values:
            values["class"] = " ".join(sorted(values["class"].split()))
        node = Node(tag, values)
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open[-1].tag == tag, f"</{tag}> does not close <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        words = re.sub(r"\s+", " ", data).strip()
        if words:
            self.open[-1].inside.append(words)


def tree(html: str) -> Node:
    """Parse strictly: a tag that is crossed or left open is a mistake."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is never closed"
    return reader.open[0]


def every(node: Node) -> list[Node]:
    """A node and all elements below it, in order."""
    found = [node]
    for child in node.inside:
        if isinstance(child, Node):
            found += every(child)
    return found
