import * as z from "zod/mini";
import { applicationSchema } from "../../domain/application.ts";
import type { ContractsOf } from "./contract.ts";

/** The API of taking an application. */
export const applyContracts = {
  "POST /api/applications": {
    request: applicationSchema,
    reply: z.strictObject({ caseId: z.string(), status: z.string() }),
    status: 201,
    refuses: ["idempotency-key-reused"],
  },
} as const satisfies ContractsOf<"apply">;
