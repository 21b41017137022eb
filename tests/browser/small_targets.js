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
  /** The area that reacts: a radio or checkbox is pressed by its label too. */
  const pressed = (one) => Math.max(...[one, ...(one.labels || [])].map((part) => part.getBoundingClientRect().height));
  const controls = [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea, summary")];
  const links = [...document.querySelectorAll("a[href]")].filter((link) => !inSentence(link));
  return [...controls, ...links]
    .filter((one) => shown(one) && Math.round(pressed(one)) < LOW)
    .map((one) => `${Math.round(pressed(one))} px: ${one.outerHTML.slice(0, 120)}`);
}
