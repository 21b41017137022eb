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
  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const wanted = [...page.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
    if (!wanted) return;
    event.preventDefault();
    remember();
    wanted.click();
    if (wanted.matches("input")) wanted.focus();
  });
  if (worksByKeys()) form.querySelector("input:not([type=hidden])").focus({ preventScroll: true });
}
