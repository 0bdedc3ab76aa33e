import * as z from "zod/mini";
import { awardRequestSchema, seenSchema } from "../../domain/award/award.ts";
import { says } from "../../domain/says.ts";
import { longText } from "../../domain/text.ts";
import { awardReply, caseInList, caseSummary } from "./case-shapes.ts";
import { type ContractsOf, list, paging } from "./contract.ts";
import { whole } from "./fields.ts";

/** The case, and its place in the waiting list. */
const waitReply = () =>
  z.strictObject({
    case: says(caseSummary(), "The case as it stands now."),
    placeInLine: z.optional(whole("The place in the waiting list, counted from 1.")),
  });

export const approvalRequestSchema = z.strictObject({ seen: seenSchema, reason: z.optional(longText("what to note", 1000)) });
export const declineRequestSchema = z.strictObject({ seen: seenSchema, reason: longText("why you do not approve it", 1000) });
const settledReply = () =>
  z.strictObject({ case: says(caseSummary(), "The case as it stands now."), award: says(awardReply(), "The award.") });

/** The API of an award. */
export const awardContracts = {
  "POST /api/cases/{caseId}/awards": {
    request: awardRequestSchema,
    reply: z.lazy(awardReply),
    status: 201,
    later: {
      description: "Decided, and not yet paid: it waits for a second approval or for money.",
      reply: z.lazy(() => z.union([awardReply(), waitReply()])),
    },
    refuses: [
      "interest-declared",
      "second-person-needed",
      "stale-case",
      "idempotency-key-reused",
      "no-scheme",
      "not-eligible",
      "held",
      "above-limit",
      "household-already-awarded",
    ],
  },
  "GET /api/approvals": {
    name: "listApprovals",
    does: "Lists the cases whose award waits for a second approval: urgent first, then oldest first.",
    query: paging,
    reply: z.lazy(() => list(caseInList())),
    status: 200,
  },
  "POST /api/cases/{caseId}/approvals": {
    request: approvalRequestSchema,
    reply: z.lazy(settledReply),
    status: 201,
    refuses: ["interest-declared", "stale-case", "second-person-needed", "held", "above-limit", "household-already-awarded"],
  },
  "POST /api/cases/{caseId}/declines": {
    request: declineRequestSchema,
    reply: z.lazy(settledReply),
    status: 201,
    refuses: ["interest-declared", "stale-case", "second-person-needed"],
  },
  "GET /api/awards/{awardId}": {
    name: "getAward",
    does: "One award.",
    reply: z.lazy(awardReply),
    status: 200,
    refuses: ["interest-declared"],
  },
} as const satisfies ContractsOf<"award">;
