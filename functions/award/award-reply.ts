import type { Award } from "../../shared/domain/award/award.ts";
import type { Line } from "../../shared/domain/line/line.ts";
import { actorOf, holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { functions, type Role } from "../../shared/system.ts";
import { awardReply, moneyAwardReply } from "../case/award-reply.ts";
import type { Second } from "./second-approval.ts";

const caseReaders: readonly Role[] = functions.assess.routes["GET /cases/{caseId}"];

/** Roles that only see money see nothing that an assessor wrote about a person. */
export const mayReadCase = ({ roles }: Pick<Principal, "roles">): boolean => holdsOneOf({ roles }, caseReaders);

const secondReply = (second: Second) =>
  second.kind === "awaited" ? { kind: second.kind } : { kind: second.kind, by: actorOf(second.by), at: second.at };

/** Adds the masked account, phone or email that each line really went to. */
const paidReply = ({ lineId, state, paidTo }: Line) => ({ lineId, state, ...(paidTo !== undefined && { paidTo }) });

export const awardReplyFor = (reader: Principal, award: Award, second: Second | undefined, lines?: readonly Line[]) => ({
  ...(mayReadCase(reader) ? awardReply(award) : moneyAwardReply(award)),
  ...(lines && { paid: lines.map(paidReply) }),
  ...(second && { secondApproval: secondReply(second) }),
});
