// What has the focus: its kind, and the part of the screen on which the focus should be seen (its label too).
() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const parts = [one, ...(one.labels || [])].map((part) => part.getBoundingClientRect());
  const edge = 8;
  const left = Math.max(0, Math.min(...parts.map((box) => box.left)) - edge);
  const top = Math.max(0, Math.min(...parts.map((box) => box.top)) - edge);
  const right = Math.min(innerWidth, Math.max(...parts.map((box) => box.right)) + edge);
  const bottom = Math.min(innerHeight, Math.max(...parts.map((box) => box.bottom)) + edge);
  const group = one.closest("[class]");
  return {
    kind: `${one.tagName}.${one.className || (group && group.className)}`,
    box: { x: left, y: top, width: right - left, height: bottom - top },
  };
}
