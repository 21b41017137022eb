// On the sorting desk: single keys tick boxes and press buttons, only while the focus stands in the form of the decision
// (so that they get in nobody's way). Whoever used a key finds the focus there again on the next page. Without the script
// the same form is worked by Tab, Space and Enter.

const KEPT = "sorting-keys";

/** Whether letters are being typed here. */
function isTyping(target) {
  return target.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");
}

/** Remember, for this tab only, that this person works by keys; a browser that keeps nothing goes on without. */
function remember() {
  try {
    window.sessionStorage.setItem(KEPT, "yes");
  } catch (_problem) {
    // nothing is lost but the focus
  }
}

function worksByKeys() {
  try {
    return window.sessionStorage.getItem(KEPT) === "yes";
  } catch (_problem) {
    return false;
  }
}

/** Listen for the keys that the page names beside its boxes. */
export function sortByKeys(page) {
  const form = page.querySelector("form[data-keys]");
  if (!form) return;
  let sent = false;
  // the page may come back whole by the browser's Back
  window.addEventListener("pageshow", () => { sent = false; });
  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    const wanted = [...page.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
    if (!wanted) return;
    event.preventDefault();
    // a key held down, or pressed again while the page goes, decides nothing about words that nobody has read
    if (event.repeat || sent) return;
    remember();
    sent = wanted.matches("button");
    wanted.click();
    if (wanted.matches("input")) wanted.focus();
  });
  // where something was refused the reader is at the error already
  if (!worksByKeys() || page.querySelector(".govuk-error-summary")) return;
  form.querySelector("input:not([type=hidden])").focus({ preventScroll: true });
}
