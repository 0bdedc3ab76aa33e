import type { Principal } from "../domain/principal.ts";
import type { FormRead } from "../forms/form.ts";
import type { Role } from "../system.ts";
import type { Again } from "./again.ts";
import type { Request } from "./answer.ts";
import type { Files, Form } from "./read-body.ts";
import { type Reply, type Returned, returned, seeOther } from "./reply.ts";

export type { Again } from "./again.ts";

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

/** The page redirects to `to`, or shows the form again. */
type PageRow<O, N> = (outcome: O, sent: FormSent) => { readonly to: string } | Again<N>;
/** The reply to a program. */
type ApiRow<O> = (outcome: O, asked: Asked) => Reply | Promise<Reply>;
type Row<O, N> = { readonly page: PageRow<O, N>; readonly api: ApiRow<O> };
type Kinds = { readonly kind: string };

/** A row for every outcome: one that is missing does not compile. */
export type Outcomes<O extends Kinds, N = string> = { readonly [K in O["kind"]]: Row<Extract<O, { readonly kind: K }>, N> };
/** The rows of an act that only a page offers, and of one that only the API offers. */
export type PageOutcomes<O extends Kinds, N = string> = { readonly [K in O["kind"]]: PageRow<Extract<O, { readonly kind: K }>, N> };
export type ApiOutcomes<O extends Kinds> = { readonly [K in O["kind"]]: ApiRow<Extract<O, { readonly kind: K }>> };

type OnPage<T, O, N> = {
  /** Waits where the form offers what is published that day. */
  readonly read: (form: Form, files: Files, now: Date) => FormRead<T> | Promise<FormRead<T>>;
  /** Set if the page's form has an id of its own, so that sending it twice acts once. */
  readonly sendingId?: (form: Form) => string;
  readonly take: (asked: Asked<T>) => Promise<O>;
  /** The page that the form stands on, with what was typed. */
  readonly again: (sent: FormSent, says: Again<N>) => Promise<Reply>;
};
type InApi<T, O> = { readonly take: (asked: Asked<T>) => Promise<O> };

type FromRole<B = unknown> = Request<readonly Role[], B>;

const pageDoor =
  <T, O extends Kinds, N>({ read, take, ...spec }: OnPage<T, O, N>, rowOf: (outcome: O) => PageRow<O, N>) =>
  async ({ path, form, files, principal: by, now }: FromRole): Promise<Reply | Returned> => {
    const sent = { path, form, files, by, now };
    const typed = await read(form, files, now);
    if (typed.kind === "invalid") return returned({ status: 400, errors: typed.errors });
    const outcome = await take({ path, request: typed.request, by, now, sendingId: spec.sendingId?.(form) ?? "" });
    const says = rowOf(outcome)(outcome, sent);
    return "to" in says ? seeOther(says.to) : returned(says);
  };

const pageAgain =
  <N>(again: (sent: FormSent, says: Again<N>) => Promise<Reply>) =>
  ({ path, form, files, principal: by, now }: FromRole, says: Again<N>): Promise<Reply> =>
    again({ path, form, files, by, now }, says);

const apiDoor =
  <T, O extends Kinds>({ take }: InApi<T, O>, rowOf: (outcome: O) => ApiRow<O>) =>
  async ({ path, body: request, principal: by, now, idempotencyKey: sendingId }: FromRole<T>): Promise<Reply> => {
    const asked = { path, request, by, now, sendingId };
    const outcome = await take(asked);
    return rowOf(outcome)(outcome, asked);
  };

/** Both doors of one act: its page's form and its API request make the same use case, and say what came of it by one table. */
export const act = <T, O extends Kinds, N = string>({ outcomes, ...spec }: OnPage<T, O, N> & { readonly outcomes: Outcomes<O, N> }) => {
  const rowOf = ({ kind }: O) => outcomes[kind as O["kind"]] as Row<O, N>;
  return {
    page: pageDoor(spec, (outcome) => rowOf(outcome).page),
    again: pageAgain(spec.again),
    api: apiDoor(spec, (outcome) => rowOf(outcome).api),
  };
};

/** The sides of a table, for a page that has outcomes of its own beside those of the API. */
export const pagesOf = <O extends Kinds, N>(outcomes: Outcomes<O, N>) =>
  Object.fromEntries(rowsOf(outcomes).map(([kind, row]) => [kind, row.page])) as unknown as PageOutcomes<O, N>;
export const apisOf = <O extends Kinds, N>(outcomes: Outcomes<O, N>) =>
  Object.fromEntries(rowsOf(outcomes).map(([kind, row]) => [kind, row.api])) as unknown as ApiOutcomes<O>;

const rowsOf = <O extends Kinds, N>(outcomes: Outcomes<O, N>) =>
  Object.entries(outcomes) as unknown as readonly (readonly [string, Row<O, N>])[];

/** An act that only a page offers. */
export const pageAct = <T, O extends Kinds, N = string>({
  outcomes,
  ...spec
}: OnPage<T, O, N> & { readonly outcomes: PageOutcomes<O, N> }) => ({
  page: pageDoor(spec, ({ kind }: O) => outcomes[kind as O["kind"]] as PageRow<O, N>),
  again: pageAgain(spec.again),
});

/** An act that only the API offers. */
export const apiAct = <T, O extends Kinds>({ outcomes, ...spec }: InApi<T, O> & { readonly outcomes: ApiOutcomes<O> }) => ({
  api: apiDoor(spec, ({ kind }: O) => outcomes[kind as O["kind"]] as ApiRow<O>),
});
