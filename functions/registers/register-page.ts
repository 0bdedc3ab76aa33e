import { randomUUID } from "node:crypto";
import { formatDay } from "../../shared/domain/dates.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { registerFileLimits } from "../../shared/domain/register/read-register.ts";
import {
  lawfulBases,
  type RegisterKind,
  type RegisterState,
  registerKinds,
  registerStates,
} from "../../shared/domain/register/register.ts";
import { registerColumns } from "../../shared/domain/register/register-columns.ts";
import type { FieldView } from "../../shared/forms/field.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { blankForm } from "../../shared/forms/typed-form.ts";
import type { Again } from "../../shared/http/act.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import { countWords } from "../../shared/http/slice-wanted.ts";
import type { ErrorAt } from "../../shared/pages/views.ts";
import type { Slice } from "../../shared/store/slices.ts";
import { acts } from "../../shared/system.ts";
import type { RegisterNow } from "./read-register-now.ts";
import { termFields } from "./register-form.ts";
import type { FaultyFile } from "./register-outcomes.ts";

const counted = (count: number): string => count.toLocaleString("en-GB");
const limits = { rows: counted(registerFileLimits.rows), megabytes: registerFileLimits.bytes / 1024 / 1024 };

const stateColours: Readonly<Record<RegisterState, string>> = {
  checked: "yellow",
  loading: "blue",
  loaded: "green",
  ending: "grey",
  ended: "grey",
};

/** The tag of a list: whether assessors see its rows today. */
const standingOf = ({ register, isInUse, isOver, takenOver }: RegisterNow): { readonly text: string; readonly colour: string } => {
  if (isInUse) return { text: "In use", colour: "green" };
  if (register.state === "loaded" && isOver) return { text: "Over", colour: "grey" };
  if (register.state === "loaded" && takenOver) return { text: "Taken over", colour: "grey" };
  return { text: registerStates[register.state], colour: stateColours[register.state] };
};

const rowOf = (now: RegisterNow) => {
  const { registerId, kind, origin, lawfulBasis, dated, usedUntil, rows } = now.register;
  return {
    href: `/registers/${registerId}`,
    kind: registerKinds[kind],
    origin,
    lawfulBasis: lawfulBases[lawfulBasis],
    dated: formatDay(dated),
    usedUntil: formatDay(usedUntil),
    rows: counted(rows),
    standing: standingOf(now),
  };
};

const columnsOf = (kind: RegisterKind) => {
  const columns: Readonly<Record<string, "required" | "optional">> = registerColumns[kind];
  const named = (presence: "required" | "optional") => Object.keys(columns).filter((column) => columns[column] === presence);
  return { kind: registerKinds[kind], required: named("required"), optional: named("optional") };
};

const kindsView = (Object.keys(registerKinds) as RegisterKind[]).map(columnsOf);

type FaultsView = { readonly faults: FaultyFile["faults"]; readonly more: string; readonly rows: string } | undefined;
const faultsView = (notice: FaultyFile | undefined): FaultsView =>
  notice && { faults: notice.faults, more: notice.more > 0 ? counted(notice.more) : "", rows: counted(notice.faultyRows) };

const errorAtOf = (errors: readonly FormError[]): ErrorAt => Object.fromEntries(errors.map(({ field, text }) => [field, { text }]));

type RegistersView = {
  readonly counted: string;
  readonly registers: readonly ReturnType<typeof rowOf>[];
  readonly mayLoad: boolean;
  readonly next?: string;
  readonly first: boolean;
};

type FormView = {
  readonly errors: readonly FormError[];
  readonly errorAt: ErrorAt;
  readonly faults: FaultsView;
  readonly limits: typeof limits;
};

type NewRegisterView = FormView & {
  readonly fields: readonly FieldView[];
  readonly kinds: typeof kindsView;
  readonly sendingId: string;
};

const endedView = ({ endedBy, endedAt, endReason = "" }: RegisterNow["register"]) =>
  endedBy && endedAt !== undefined ? { by: endedBy.name, at: endedAt, reason: endReason } : undefined;

const registerView = (now: RegisterNow, principal: Principal) => {
  const { register, isOver, takenOver, done, turns, isStuck } = now;
  const { state } = register;
  const mayChange = holdsOneOf(principal, acts.loadRegister.who);
  return {
    register,
    title: `${registerKinds[register.kind]}: ${register.origin}`,
    lawfulBasis: lawfulBases[register.lawfulBasis],
    dated: formatDay(register.dated),
    usedUntil: formatDay(register.usedUntil),
    rows: counted(register.rows),
    standing: standingOf(now),
    ended: endedView(register),
    isOver,
    takenOver: takenOver && { href: `/registers/${takenOver.registerId}`, dated: formatDay(takenOver.dated) },
    files: register.files.map(({ rows, readAs, ignored = [], mended = [], withoutUprn = 0 }) => ({
      rows: counted(rows),
      readAs,
      ignored,
      mended: mended.join(", "),
      withoutUprn: withoutUprn > 0 ? counted(withoutUprn) : "",
    })),
    columns: columnsOf(register.kind),
    isAtWork: state === "loading" || state === "ending",
    isStuck,
    done: counted(done),
    turns: counted(turns),
    mayAdd: mayChange && state === "checked" && !isOver,
    mayLoad: mayChange && state === "checked" && !isOver,
    mayGoOn: mayChange && isStuck && state === "loading",
    mayDeleteOn: mayChange && isStuck && state === "ending",
    mayEnd: mayChange && (state === "checked" || state === "loading" || state === "loaded"),
  };
};

type RegisterView = FormView & ReturnType<typeof registerView> & { readonly typed: Form };

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "registers/registers.njk": RegistersView;
    "registers/new-register.njk": NewRegisterView;
    "registers/register.njk": RegisterView;
  }
}

type Shown = Partial<Again<FaultyFile>> & { readonly form?: Form };

/** Lists, those with the latest last day first; `isFirst` where none before these is left out. */
export const registersPage = ({ items, next, counted: length }: Slice<RegisterNow>, isFirst: boolean, principal: Principal): Reply =>
  page("registers/registers.njk", {
    counted: countWords(length),
    registers: items.map(rowOf),
    mayLoad: holdsOneOf(principal, acts.uploadRegister.who),
    next: next && `/registers?cursor=${encodeURIComponent(next)}`,
    first: !isFirst,
  });

export const newRegisterPage = ({ form = blankForm, status = 200, errors = [], notice }: Shown): Reply =>
  page(
    "registers/new-register.njk",
    {
      fields: Object.values(termFields).map((field) => field.view({ form, errors })),
      errors,
      errorAt: errorAtOf(errors),
      faults: faultsView(notice),
      kinds: kindsView,
      limits,
      sendingId: form.one("sendingId") || randomUUID(),
    },
    status,
  );

export const registerPage = (
  now: RegisterNow,
  principal: Principal,
  { form = blankForm, status = 200, errors = [], notice }: Shown = {},
): Reply =>
  page(
    "registers/register.njk",
    { ...registerView(now, principal), errors, errorAt: errorAtOf(errors), faults: faultsView(notice), limits, typed: form },
    status,
  );
