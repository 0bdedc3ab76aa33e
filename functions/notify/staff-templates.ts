import { council } from "../../shared/council.ts";
import type { NotifyTemplate } from "./templates.ts";

/** Emails to staff. They hold no link: staff are warned of messages that ask them to sign in by a link. */
export const staffTemplates = {
  toDo: {
    id: "2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b31",
    name: "What waits, email to staff",
    subject: `${council.name}: work waits for you`,
    body: `This waits for you in ${council.staffServiceName}: ((waiting)). You asked for this message. Choose otherwise on the first page after signing in.`,
  },
} as const satisfies Record<string, NotifyTemplate>;
