import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { functions } from "../../shared/system.ts";
import type { CaseFacts } from "./case-facts.ts";

const lifters: readonly string[] = functions.assess.routes["POST /cases/{caseId}/lift-interest"];

export const interestsView = ({ case: head, events }: CaseFacts, principal: Principal) => {
  const isOut = isBarred(head, principal.id);
  return {
    isOut,
    mayLift: !isOut && principal.roles.some((role) => lifters.includes(role)),
    people: (head.barred ?? []).map((id) => {
      const declared = events.findLast(({ by, detail }) => detail.kind === "declaredInterest" && by.id === id);
      return { id, name: declared?.by.name ?? id, at: declared?.at };
    }),
  };
};
