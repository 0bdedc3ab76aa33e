import { limitBelow, partsOfAward } from "../../shared/domain/award/second-person.ts";
import { partsOfCase } from "../../shared/domain/case/case.ts";
import { formatPounds } from "../../shared/domain/money.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { partAgainst } from "../../shared/domain/separation.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import { functions, type Role } from "../../shared/system.ts";
import type { CaseFacts } from "./case-facts.ts";

const approvers: readonly Role[] = functions.award.routes["POST /cases/{caseId}/approve"];

export const approvalView = ({ case: head, awards, book, scheme: today }: CaseFacts, principal: Principal) => {
  const award = head.status === "toApprove" && awards.find(({ awardId }) => awardId === head.decision.awardId);
  if (!award) return undefined;
  const scheme = schemeVersion(book, award.scheme, award.schemeVersion);
  const limit = scheme && limitBelow(award.total, scheme, principal);
  const own = partAgainst("case", "approveAward", principal, [...partsOfCase(head), ...partsOfAward(award)]);
  return {
    award,
    mayDecline: holdsOneOf(principal, approvers) && !own,
    ownWords: own && separationWords(own),
    /** Nothing is committed from a scheme that is over. */
    isOver: today?.code !== award.scheme,
    aboveLimit: limit === undefined ? undefined : formatPounds(limit),
  };
};
