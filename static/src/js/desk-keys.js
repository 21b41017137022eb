// On the moderation desk: one letter chooses a decision, saves it or opens the next comment. The letters do nothing
// while somebody types, and can be turned off (WCAG 2.1.4). Without the script they are not shown.

const KEPT = "desk keys off";
const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]";

function isOff() {
  try {
    return window.localStorage.getItem(KEPT) === "yes";
  } catch (_problem) {
    return false;
  }
}

function keep(off) {
  try {
    window.localStorage.setItem(KEPT, off ? "yes" : "no");
  } catch (_problem) {
    // a browser that keeps nothing asks again on the next page
  }
}

/** The letters beside what they press are shown while they work. */
function show(page, off) {
  page.querySelectorAll("kbd[data-desk-key]").forEach((letter) => { letter.hidden = off; });
  page.querySelectorAll("[data-keys-switch]").forEach((line) => {
    line.hidden = false;
    line.querySelector("button").textContent = off ? line.dataset.keysOn : line.dataset.keysOff;
  });
}

function press(target) {
  if (target.type === "radio") {
    target.checked = true;
    target.focus();
  } else {
    target.click();
  }
}

/** Letters without Ctrl, Alt or the like press what carries them in `data-press`. */
export function deskKeys(page) {
  if (!page.querySelector("[data-press]")) return;
  let off = isOff();
  show(page, off);
  page.querySelectorAll("[data-keys-switch] button").forEach((button) => button.addEventListener("click", () => {
    off = !off;
    keep(off);
    show(page, off);
  }));
  page.addEventListener("keydown", (event) => {
    if (off || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
    if (event.target.closest && event.target.closest(TYPING)) return;
    const target = page.querySelector(`[data-press="${window.CSS.escape(event.key.toLowerCase())}"]`);
    if (!target) return;
    event.preventDefault();
    press(target);
  });
}
