// After a form came back with errors, the reader starts at the summary, and each line of it leads into its field.

function reach(field) {
  const group = field.closest("fieldset");
  const words = (group && group.querySelector("legend")) || document.querySelector(`label[for="${field.id}"]`);
  if (words) words.scrollIntoView();
  field.focus({ preventScroll: Boolean(words) });
}

export function focusErrors(page) {
  const summary = page.querySelector(".govuk-error-summary");
  if (!summary) return;
  summary.setAttribute("tabindex", "-1");
  summary.focus();
  summary.addEventListener("blur", () => summary.removeAttribute("tabindex"), { once: true });
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && page.getElementById(link.hash.slice(1));
    if (!field || !field.focus) return;
    event.preventDefault();
    reach(field);
  });
}
