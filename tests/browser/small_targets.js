// What a finger presses and is lower than 44 px: buttons, fields, and links that are no part of a sentence.
() => {
  const LOW = 44;
  const shown = (one) => {
    const box = one.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && getComputedStyle(one).visibility !== "hidden";
  };
  /** A link amid other words: the line it stands in is longer than the link. */
  const inSentence = (link) => {
    let block = link.parentElement;
    while (block && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    return block.innerText.trim().length > link.innerText.trim().length + 2;
  };
  /** A radio or checkbox is pressed by its label too. */
  const box = (one) => Math.max(...[one, ...(one.labels || [])].map((part) => part.getBoundingClientRect().height));
  /** How many pixels above one another react: a link may reach beyond its words, as a tile does. */
  const reach = (one) => {
    one.scrollIntoView({ block: "center" });
    // of a link that wraps, its first line
    const { left, top, width, height } = one.getClientRects()[0];
    const [x, y] = [left + Math.min(width, 40) / 2, top + height / 2];
    const hits = (at) => one.contains(document.elementFromPoint(x, at));
    let [above, below] = [0, 0];
    while (above < LOW && hits(y - above - 1)) above += 1;
    while (below < LOW && hits(y + below)) below += 1;
    return above + below;
  };
  const pressed = (one) => (Math.round(box(one)) >= LOW ? LOW : reach(one));
  const controls = [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea, summary")];
  const links = [...document.querySelectorAll("a[href]")].filter((link) => !inSentence(link));
  return [...controls, ...links]
    .filter(shown)
    .map((one) => [pressed(one), one])
    .filter(([height]) => height < LOW)
    .map(([height, one]) => `${height} px: ${one.outerHTML.slice(0, 120)}`);
}
