import type { Principal } from "../domain/principal.ts";
import type { FormError, FormRead } from "../forms/form.ts";
import type { Role } from "../system.ts";
import type { Request } from "./answer.ts";
import type { Files, Form } from "./read-body.ts";
import { type Reply, seeOther } from "./reply.ts";

/** A request for an act, by whichever door it came. */
export type Asked<T = unknown> = {
  readonly path: Readonly<Record<string, string>>;
  readonly request: T;
  readonly by: Principal;
  readonly now: Date;
  /** The sender's own id of what is sent: the Idempotency-Key, or what the page's form says. */
  readonly sendingId: string;
};

/** A form that was sent, with everything typed. */
export type FormSent = Pick<Asked, "path" | "by" | "now"> & { readonly form: Form; readonly files: Files };

/** What the page says when it is shown again: errors at their inputs, or why nothing was done where no input is to blame. */
export type Again<N = string> = { readonly status: number; readonly errors?: readonly FormError[]; readonly notice?: N };

/** One outcome: where the page goes or what it says again, and what a program is answered. */
type Row<O, N> = {
  readonly page: (outcome: O, sent: FormSent) => { readonly to: string } | Again<N>;
  readonly api: (outcome: O, asked: Asked) => Reply | Promise<Reply>;
};

/** A row for every outcome: one that is missing does not compile. */
export type Outcomes<O extends { readonly kind: string }, N = string> = {
  readonly [K in O["kind"]]: Row<Extract<O, { readonly kind: K }>, N>;
};

type TwoDoors<T, O extends { readonly kind: string }, N> = {
  /** Waits where the form offers what is published that day. */
  readonly read: (form: Form, files: Files, now: Date) => FormRead<T> | Promise<FormRead<T>>;
  /** Where the page's form has an id of its own, so that sending it twice acts once. */
  readonly sendingId?: (form: Form) => string;
  readonly take: (asked: Asked<T>) => Promise<O>;
  readonly outcomes: Outcomes<O, N>;
  /** The page that the form stands on, with what was typed. */
  readonly again: (sent: FormSent, says: Again<N>) => Promise<Reply>;
};

type FromRole<B = unknown> = Request<readonly Role[], B>;

/** Both doors of one act: its page's form and its API request make the same use case, and say what came of it by one table. */
export const act = <T, O extends { readonly kind: string }, N = string>({ read, take, outcomes, again, ...spec }: TwoDoors<T, O, N>) => {
  const rowOf = ({ kind }: O) => outcomes[kind as O["kind"]] as Row<O, N>;
  return {
    page: async ({ path, form, files, principal: by, now }: FromRole): Promise<Reply> => {
      const sent = { path, form, files, by, now };
      const typed = await read(form, files, now);
      if (typed.kind === "invalid") return again(sent, { status: 400, errors: typed.errors });
      const outcome = await take({ path, request: typed.request, by, now, sendingId: spec.sendingId?.(form) ?? "" });
      const says = rowOf(outcome).page(outcome, sent);
      return "to" in says ? seeOther(says.to) : again(sent, says);
    },
    api: async ({ path, body: request, principal: by, now, idempotencyKey: sendingId }: FromRole<T>): Promise<Reply> => {
      const asked = { path, request, by, now, sendingId };
      const outcome = await take(asked);
      return rowOf(outcome).api(outcome, asked);
    },
  };
};
