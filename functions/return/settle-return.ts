import type { TypedKind } from "../../shared/domain/axes.ts";
import { isDay, parseTypedDay } from "../../shared/domain/dates.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { typedKey } from "../../shared/domain/return/check-return.ts";
import type { CountAsked, PreparedReturn, ReturnState } from "../../shared/domain/return/prepared-return.ts";
import type { Problem } from "../../shared/forms/form.ts";
import type { FillReturnRequest } from "../../shared/http/contracts/return-contracts.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Returns } from "../../shared/store/returns.ts";
import { type FindReturnPorts, findReturn, type Wanted } from "./find-return.ts";
import { asOfAt } from "./prepare-return.ts";

export type SettleReturnPorts = Pick<FindReturnPorts, "schemes"> & { readonly returns: Pick<Returns, "find" | "move" | "askRecount"> };

type Asked = Wanted & { readonly by: Principal };

type NotFound = { readonly kind: "notFound" };
/** The return does not stand where this step can be taken. */
type NotNow = { readonly kind: "notNow"; readonly prepared: PreparedReturn };
type Done = { readonly kind: "done"; readonly prepared: PreparedReturn };

/** In order of precedence. */
export type FillOutcome =
  | Done
  | NotFound
  | NotNow
  | { readonly kind: "stale"; readonly prepared: PreparedReturn }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] };
export type SettleOutcome = Done | NotFound | NotNow;

/** A day is kept as days are everywhere. Any other text stays as it was typed, and a check names it. */
const valueTyped = (kind: TypedKind | undefined, value: string): string => {
  if (kind !== "day" || isDay(value)) return value;
  const read = parseTypedDay({ day: value, month: "", year: "" });
  return read.kind === "day" ? read.day : value;
};

const open: readonly ReturnState[] = ["counting", "prepared"];

/** Keeps what finance typed. Whoever types does not certify. */
export const fillReturn = async (
  { version, fields, ...asked }: Asked & FillReturnRequest,
  ports: SettleReturnPorts,
): Promise<FillOutcome> => {
  const found = await findReturn(asked, ports);
  if (!found) return { kind: "notFound" };
  const { prepared, layout } = found;
  const unknown = fields.findIndex((field) => !layout.fields.some(({ table, code }) => table === field.table && code === field.code));
  if (unknown >= 0) return { kind: "problems", problems: [{ path: ["fields", unknown, "code"], message: "The return has no such field" }] };
  const kindOf = (key: string) => layout.fields.find((field) => typedKey(field) === key)?.kind;
  const values = fields.map((field) => [typedKey(field), valueTyped(kindOf(typedKey(field)), field.value.trim())] as const);
  const typed = { ...prepared.typed, ...Object.fromEntries(values) };
  const isSame = JSON.stringify(Object.entries(typed).sort()) === JSON.stringify(Object.entries(prepared.typed).sort());
  // A retry after a lost answer finds the very same words.
  if (isSame && open.includes(prepared.state)) return { kind: "done", prepared };
  if (!open.includes(prepared.state)) return { kind: "notNow", prepared };
  if (version !== prepared.version) return { kind: "stale", prepared };
  const typedBy = [...prepared.typedBy.filter(({ id }) => id !== asked.by.id), actorOf(asked.by)];
  const after: PreparedReturn = { ...prepared, typed, typedBy, version: prepared.version + 1 };
  const kept = await ports.returns.move(prepared, after);
  if (kept.kind === "kept") return { kind: "done", prepared: after };
  return { kind: "stale", prepared: (await ports.returns.find(asked.scheme, asked.returnId)) ?? prepared };
};

/** A step that is one write of the return, taken again on what somebody else wrote meanwhile. */
const settle = (
  asked: Asked,
  ports: SettleReturnPorts,
  step: (prepared: PreparedReturn) => PreparedReturn | "done" | undefined,
): Promise<SettleOutcome> =>
  retry<SettleOutcome>(async () => {
    const prepared = (await findReturn(asked, ports))?.prepared;
    if (!prepared) return { kind: "notFound" };
    const after = step(prepared);
    if (after === "done") return { kind: "done", prepared };
    if (after === undefined) return { kind: "notNow", prepared };
    return (await ports.returns.move(prepared, after)).kind === "kept" ? { kind: "done", prepared: after } : again;
  });

const said = ({ by, now }: Asked) => ({ by: actorOf(by), at: now.toISOString() });

export const sendBackReturn = ({ why, ...asked }: Asked & { readonly why: string }, ports: SettleReturnPorts): Promise<SettleOutcome> =>
  settle(asked, ports, (prepared) => {
    if (prepared.sentBack?.by.id === asked.by.id && prepared.sentBack.why === why) return "done";
    if (prepared.state !== "prepared" && prepared.state !== "certified") return undefined;
    return { ...prepared, state: "sentBack", version: prepared.version + 1, sentBack: { ...said(asked), why } };
  });

/** One write files the return, so a crash leaves it certified or filed. */
export const fileReturn = (
  { reference, ...asked }: Asked & { readonly reference: string },
  ports: SettleReturnPorts,
): Promise<SettleOutcome> =>
  settle(asked, ports, (prepared) => {
    if (prepared.filing?.by.id === asked.by.id && prepared.filing.reference === reference) return "done";
    if (prepared.state !== "certified") return undefined;
    return { ...prepared, state: "filed", version: prepared.version + 1, filing: { ...said(asked), reference } };
  });

const minuteMs = 60_000;

/** Within one minute two requests ask for the same count. */
export const recountReturn = async (asked: Asked, ports: SettleReturnPorts): Promise<SettleOutcome> => {
  const prepared = (await findReturn(asked, ports))?.prepared;
  if (!prepared) return { kind: "notFound" };
  if (prepared.state !== "filed") return { kind: "notNow", prepared };
  const asOf = new Date(Math.floor(Date.parse(asOfAt(asked.now)) / minuteMs) * minuteMs).toISOString();
  const { scheme, returnId } = prepared;
  const count: CountAsked = { scheme, returnId, asOf, what: "recount", by: actorOf(asked.by) };
  await ports.returns.askRecount(count);
  return { kind: "done", prepared };
};
