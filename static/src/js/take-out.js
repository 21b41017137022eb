// On the sorting desk: words that are selected in the text stand in the box of words to take out. Without the script, or
// by keyboard, people type them.

const MOST = 200;
const AT_EACH_END = 5;

/** A long stretch as its first words, three dots, and its last words: the server finds what lies between. */
function shortened(text) {
  const words = text.split(/\s+/);
  if (text.length <= MOST || words.length <= AT_EACH_END * 2) return text;
  return `${words.slice(0, AT_EACH_END).join(" ")} … ${words.slice(-AT_EACH_END).join(" ")}`;
}

/** Fill the box whenever something is selected inside the words; a click that selects nothing leaves it alone. */
export function takeOutSelected(page) {
  const box = page.querySelector("[data-take-out]");
  const words = page.querySelector(".item");
  if (!box || !words) return;
  page.addEventListener("selectionchange", () => {
    const chosen = page.getSelection();
    const inside = words.contains(chosen.anchorNode) && words.contains(chosen.focusNode);
    const text = inside ? chosen.toString().trim() : "";
    if (text) box.value = shortened(text);
  });
}
