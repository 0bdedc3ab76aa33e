import * as z from "zod/mini";
import { type WayOfTelling, waysOfTelling } from "../../domain/case/message.ts";
import { says } from "../../domain/says.ts";
import { messageReply } from "./case-shapes.ts";
import { type ContractsOf, list, paging } from "./contract.ts";
import { text } from "./fields.ts";

export const toldRequestSchema = z.strictObject({
  how: says(
    z.enum(Object.keys(waysOfTelling) as [WayOfTelling, ...WayOfTelling[]], { error: "Select how they were told" }),
    "How they were told.",
  ),
});

const toTell = () => z.strictObject({ caseId: text("The case’s id."), ...messageReply().shape });

/** The API of what a person has to tell residents. */
export const tellContracts = {
  "GET /api/messages-to-tell": {
    name: "listMessagesToTell",
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
