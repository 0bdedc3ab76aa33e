import * as z from "zod/mini";
import { type WayOfTelling, waysOfTelling } from "../../domain/case/message.ts";
import { messageReply } from "./case-shapes.ts";
import { type ContractsOf, list, paging } from "./contract.ts";

export const toldRequestSchema = z.strictObject({
  how: z.enum(Object.keys(waysOfTelling) as [WayOfTelling, ...WayOfTelling[]], { error: "Select how they were told" }),
});

const toTell = () => z.strictObject({ caseId: z.string(), ...messageReply().shape });

/** The API of what a person has to tell residents. */
export const tellContracts = {
  "GET /api/messages-to-tell": {
    does: "Lists what could not be sent to residents, for a person to tell: the longest waiting first. The count goes up to a thousand.",
    query: paging,
    reply: z.lazy(() => list(toTell())),
    status: 200,
  },
  "POST /api/messages/{messageId}/tellings": {
    request: toldRequestSchema,
    reply: z.lazy(toTell),
    status: 201,
    refuses: ["interest-declared", "second-person-needed", "stale-case"],
  },
} as const satisfies ContractsOf<"tell">;
