import * as z from "zod/mini";
import { accessWords } from "../../domain/access.ts";
import { actor, type ContractsOf, list, paging } from "./contract.ts";

const session = () => z.strictObject({ sessionId: z.string(), person: actor, startedAt: z.string(), lastUsedAt: z.string() });
const access = () =>
  z.strictObject({
    accessId: z.string(),
    at: z.string(),
    by: actor,
    did: z.enum(Object.keys(accessWords) as [string, ...string[]]),
    route: z.optional(z.string()),
    of: z.optional(z.string()),
  });

/** The API of sessions and of who opened what. */
export const signInContracts = {
  "GET /api/sessions": {
    does: "One’s own sessions in browsers, the newest first. An operator gets everybody’s.",
    reply: z.lazy(() => list(session())),
    status: 200,
  },
  "POST /api/sessions/{sessionId}/endings": {
    request: z.strictObject({}),
    reply: z.lazy(() => z.strictObject({ sessionId: z.string(), state: z.literal("ended") })),
    status: 200,
  },
  "GET /api/access": {
    does: "Who signed in, was refused, opened a case or took a file, the newest first: of one day, or about one case, batch, run or person.",
    query: ["day", "of", ...paging],
    reply: z.lazy(() => list(access())),
    status: 200,
  },
} as const satisfies ContractsOf<"signIn">;
