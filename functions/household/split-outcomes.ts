import { barredWords } from "../../shared/domain/case/conflict-of-interest.ts";
import type { NotMoved } from "../../shared/domain/line/move-award.ts";
import type { Outcomes } from "../../shared/http/act.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import { json, problem } from "../../shared/http/reply.ts";
import { householdPath } from "./household-paths.ts";
import type { SplitOutcome } from "./split.ts";
import { awardField } from "./split-form.ts";

const notJoinedWords = "They are two households by now, or were never joined. Nothing more was done.";
const joinedWords = (to: string) => `This household was joined to ${to}. Split it there. Nothing was changed.`;
const notTheirsWords = "Select one of the two households";

const notMovedWords = (because: NotMoved): string => {
  switch (because.kind) {
    case "notOfHousehold":
      return "This award is of neither household, or nothing of it is left. Leave it out";
    case "beforeJoin":
      return "This award was made before the two were joined, so it stays where it was made";
    case "helpedTwice":
      return `The other household has had the same help for this time already, by award ${because.earlierAwardId}. Select the household that it is with now`;
  }
};

export const splitOutcomes: Outcomes<SplitOutcome> = {
  split: {
    page: ({ stays }) => ({ to: householdPath(stays) }),
    api: ({ stays, leaves }) => json({ householdId: stays, splitOff: leaves }, 201),
  },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  joined: {
    page: ({ to }) => ({ status: 409, notice: joinedWords(to) }),
    api: ({ to }) => problem("household-joined", { detail: joinedWords(to), householdId: to }),
  },
  barred: { page: () => ({ status: 403, notice: barredWords }), api: () => problem("interest-declared") },
  notJoined: {
    page: (_, { path }) => ({ to: householdPath(path.householdId ?? "") }),
    api: () => problem("stale-household", { detail: notJoinedWords }),
  },
  notTheirs: {
    page: ({ awardId }) => ({ status: 400, errors: [{ field: awardField(awardId), text: notTheirsWords }] }),
    api: ({ awardId }) => invalidRequest([{ path: ["awards", awardId], message: notTheirsWords }]),
  },
  awardNotMoved: {
    page: ({ awardId, because }) => ({ status: 409, errors: [{ field: awardField(awardId), text: notMovedWords(because) }] }),
    api: ({ awardId, because }) => invalidRequest([{ path: ["awards", awardId], message: notMovedWords(because) }]),
  },
};
