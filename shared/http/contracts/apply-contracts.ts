import * as z from "zod/mini";
import { sentApplicationSchema } from "../../domain/sent-application.ts";
import type { ContractsOf } from "./contract.ts";
import { text } from "./fields.ts";

/** The API of taking an application. */
export const applyContracts = {
  "POST /api/applications": {
    request: sentApplicationSchema,
    reply: z.lazy(() => z.strictObject({ caseId: text("The case’s id."), status: text("Where the case stands.") })),
    status: 201,
    refuses: ["idempotency-key-reused"],
  },
} as const satisfies ContractsOf<"apply">;
