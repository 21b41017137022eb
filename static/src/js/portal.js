// The portal's only script, and only an extra: every page works without it.
import { clearDevice, keepTyping } from "./keep-words.js";
import { deskKeys } from "./desk-keys.js";
import { keyPaper } from "./keying.js";
import { countTheHall } from "./hall.js";
import { askStillThere } from "./kiosk.js";
import { countLetters } from "./letter-count.js";
import { focusErrors } from "./error-focus.js";
import { followTheJob } from "./job-progress.js";
import { quickExit } from "./quick-exit.js";
import { readAloud } from "./read-aloud.js";
import { sortByKeys } from "./sorting-keys.js";
import { takeOutSelected } from "./take-out.js";
import { voteInPlace } from "./voting.js";

// each stands alone: one that fails on an old phone must not take the others with it
for (const start of [focusErrors, keepTyping, clearDevice, countLetters, quickExit, readAloud, takeOutSelected, sortByKeys, deskKeys, keyPaper, voteInPlace, countTheHall, askStillThere, followTheJob]) {
  try {
    start(document);
  } catch (_problem) {
    // the page goes on without this extra
  }
}
