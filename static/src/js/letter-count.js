// How many letters are left in a box with a limit. The number changes at once for the eye; screen readers hear it only
// when the typing rests, so that it does not talk into every word.

const REST = 1000;

/** Letters as the server counts them: by character, not by the pairs in which a browser keeps emoji. */
const length = (words) => Array.from(words.replace(/\r\n?/g, "\n")).length;

function watch(group) {
  const box = group.querySelector(".govuk-js-character-count");
  const said = group.querySelector(".govuk-character-count__message");
  if (!box || !said) return;
  const limit = Number(group.dataset.maxlength);
  const from = (limit * Number(group.dataset.threshold || 0)) / 100;

  const shown = said.cloneNode(false);
  shown.removeAttribute("id");
  shown.setAttribute("aria-hidden", "true");
  const heard = document.createElement("div");
  heard.className = "govuk-visually-hidden";
  heard.setAttribute("aria-live", "polite");
  said.classList.add("govuk-visually-hidden");
  said.after(shown, heard);

  let waiting = 0;
  const update = () => {
    const used = length(box.value);
    const over = used > limit;
    const words = over ? group.dataset.over : group.dataset.left;
    shown.textContent = used >= from ? words.replace("{count}", Math.abs(limit - used).toLocaleString(document.documentElement.lang)) : "";
    shown.classList.toggle("govuk-error-message", over);
    shown.classList.toggle("govuk-hint", !over);
    box.classList.toggle("govuk-textarea--error", over || box.hasAttribute("data-wrong"));
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (heard.textContent !== shown.textContent) heard.textContent = shown.textContent;
    }, REST);
  };

  if (box.classList.contains("govuk-textarea--error")) box.setAttribute("data-wrong", "");
  box.addEventListener("input", update);
  // words kept on the device may have come back before this ran
  update();
}

export function countLetters(page) {
  page.querySelectorAll(".govuk-character-count").forEach(watch);
}
