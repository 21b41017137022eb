// Paper forms are keyed with one hand: the number of a choice ticks it, Enter goes on to the next question. Keys count
// only inside a question, so that no shortcut is in anybody's way. Without the script the same boxes are ticked by mouse,
// Tab and Space.

const START_AGAIN = 1200; // milliseconds after which another digit begins a new number

const controls = (question) => [...question.querySelectorAll("input, select, textarea")];

/** The first box of a question that is ticked, else its first box. */
function entrance(question) {
  const all = controls(question);
  return all.find((one) => one.checked) || all[0];
}

/** The next number of a ranking that follows this one; none elsewhere. */
function nextNumber(question, field) {
  const all = [...question.querySelectorAll("select")];
  return all.includes(field) ? all[all.indexOf(field) + 1] : undefined;
}

function goOn(page, questions, question) {
  const following = questions[questions.indexOf(question) + 1];
  const target = following ? entrance(following) : page.querySelector("[data-keying-end]");
  if (!target) return;
  target.focus();
  (following || target).scrollIntoView({ block: "center" });
}

/** Tick the choice with this number; ticking a box of many again takes the tick away. */
function choose(question, number) {
  const box = question.querySelector(`[data-number="${number}"]`);
  if (!box) return false;
  box.checked = box.type === "radio" ? true : !box.checked;
  box.focus();
  return true;
}

/** Digits typed soon after one another make one number, where the question has so many choices. */
function reader(question) {
  const most = Math.max(...controls(question).map((one) => Number(one.dataset.number || 0)));
  let typed = "";
  let last = 0;
  return (digit) => {
    const now = Date.now();
    const longer = now - last < START_AGAIN ? typed + digit : digit;
    // the first digit of a longer number has ticked a box already: in a list of many that tick goes again
    if (longer.length > 1 && Number(longer) <= most) {
      const before = question.querySelector(`[data-number="${Number(typed)}"]`);
      if (before && before.type === "checkbox") before.checked = !before.checked;
      typed = longer;
    } else {
      typed = digit;
    }
    last = now;
    return choose(question, Number(typed));
  };
}

export function keyPaper(page) {
  const questions = [...page.querySelectorAll("[data-keying]")];
  for (const question of questions) {
    const read = reader(question);
    question.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const writes = event.target.tagName === "TEXTAREA";
      if (event.key === "Enter" && !event.shiftKey && event.target.type !== "submit") {
        event.preventDefault();
        const next = nextNumber(question, event.target);
        if (next) next.focus();
        else goOn(page, questions, question);
      } else if (!writes && /^[0-9]$/.test(event.key) && read(event.key)) {
        event.preventDefault();
      }
    });
  }
  if (questions.length && !page.querySelector(".govuk-error-summary")) entrance(questions[0]).focus();
}
