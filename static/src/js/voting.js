// Voting: how many picks are left is said while boxes are ticked, and the + and - buttons work without leaving the page.
// Without the script each press loads the page again.

function countPicks(document) {
  const group = document.querySelector("[data-most]");
  const said = document.querySelector("[data-choosing-said]");
  const shown = document.querySelector("[data-left]");
  if (!group || !said || !shown) return;
  const tell = () => {
    const left = Number(group.dataset.most) - group.querySelectorAll(":checked").length;
    const words = left < 0 ? group.dataset.leftOver : left === 1 ? group.dataset.leftOne : group.dataset.leftMany;
    shown.textContent = words.replace("{count}", Math.abs(left));
    return shown.textContent;
  };
  group.addEventListener("change", () => {
    said.textContent = tell();
  });
}

/** The same button after the press, else what stands first in the row of the option. */
function focusAgain(part, name, value) {
  const row = part.querySelector(`#option-${value}`);
  const again = part.querySelector(`button[name="${name}"][value="${value}"]`) || (row && row.querySelector("button"));
  (again || part.querySelector("[data-left]")).focus();
}

async function pressed(document, form, button) {
  const sent = new FormData(form);
  sent.append(button.name, button.value);
  const answer = await fetch(form.action, { method: "POST", body: sent, credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-choosing]");
  if (!fresh) throw new Error("another page");
  const part = document.importNode(fresh, true);
  document.querySelector("[data-choosing]").replaceWith(part);
  const wrong = part.querySelector(".govuk-error-summary li");
  document.querySelector("[data-choosing-said]").textContent = (wrong || part.querySelector("[data-left]")).textContent;
  focusAgain(part, button.name, button.value);
}

export function voteInPlace(document) {
  countPicks(document);
  document.addEventListener("submit", (event) => {
    const { target: form, submitter: button } = event;
    if (!form.matches("form[data-press]") || !button || !button.name) return;
    event.preventDefault();
    pressed(document, form, button).catch(() => {
      const kept = document.createElement("input");
      Object.assign(kept, { type: "hidden", name: button.name, value: button.value });
      form.append(kept);
      form.submit();
    });
  });
}
