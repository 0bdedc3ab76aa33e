import { londonDay } from "../../shared/domain/dates.ts";
import type { Register } from "../../shared/domain/register/register.ts";
import type { Again, Outcomes } from "../../shared/http/act.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import { json, problem } from "../../shared/http/reply.ts";
import type { AddOutcome } from "./add-to-register.ts";
import type { EndOutcome } from "./end-register.ts";
import { type LoadOutcome, listsInUseMost } from "./load-register.ts";
import type { FileRefusal } from "./read-file.ts";
import { type ReadPorts, readRegisterNow, registerNow } from "./read-register-now.ts";
import { termErrors } from "./register-form.ts";
import { registerReply } from "./register-reply.ts";
import type { UploadOutcome } from "./upload-register.ts";

/** The faults of a file's rows, as many as a page shows. */
export type FaultyFile = Pick<Extract<FileRefusal, { kind: "faulty" }>, "faults" | "faultyRows"> & { readonly more: number };

const faultsShown = 200;
const faultsGiven = 1_000;

type Faulty = Extract<FileRefusal, { kind: "faulty" }>;

const rowsCounted = (count: number) => `${count.toLocaleString("en-GB")} ${count === 1 ? "row" : "rows"}`;
const faultyWords = ({ faultyRows, rows }: Faulty) =>
  `${rowsCounted(faultyRows)} of ${rows.toLocaleString("en-GB")} cannot be read. Nothing of the file is kept: mend it and choose it again`;

const toRegister = ({ register }: { readonly register: Register }) => ({ to: `/registers/${register.registerId}` });

const fileRows: Outcomes<FileRefusal, FaultyFile> = {
  unreadable: {
    page: ({ because }) => ({ status: 400, errors: [{ field: "list", text: because }] }),
    api: ({ because }) => problem("list-unreadable", { detail: because }),
  },
  faulty: {
    page: (outcome) => {
      const { faults, faultyRows } = outcome;
      const notice = { faults: faults.slice(0, faultsShown), faultyRows, more: Math.max(0, faults.length - faultsShown) };
      return { status: 400, errors: [{ field: "list", text: faultyWords(outcome) }], notice };
    },
    api: (outcome) =>
      problem("list-unreadable", {
        detail: `${faultyWords(outcome)}.`,
        faults: outcome.faults.slice(0, faultsGiven).map(({ row, column, because }) => ({ row, column, detail: because })),
      }),
  },
};

const sentOtherwise = "This was sent before with another file or other answers, and that list is kept. Start a new list for this one.";
const stale = "Somebody has moved this list on since you looked. See where it stands now.";
const over = "The last day on which this list may be used is over.";
const tooMany = `${listsInUseMost} lists are in use, which is as many as there can be. End the use of one first.`;

const notFound: Outcomes<{ readonly kind: "notFound" }, FaultyFile> = {
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
};
const atBox = (field: string, status: number, text: string): Again<FaultyFile> => ({ status, errors: [{ field, text }] });

/** The reply for each outcome of every act. It reads the list afresh. */
export const registerOutcomes = (ports: ReadPorts) => {
  const replyOf = async ({ registerId }: Register, now: Date, status: number) => {
    const found = await readRegisterNow(registerId, now, ports);
    return found ? json(registerReply(found), status) : problem("not-found");
  };

  const upload: Outcomes<UploadOutcome, FaultyFile> = {
    ...fileRows,
    uploaded: {
      page: toRegister,
      api: ({ register }, { now }) => json(registerReply(registerNow(register, [], londonDay(now))), 201),
    },
    notAllowed: {
      page: ({ problems }, { form }) => ({ status: 400, errors: termErrors(problems, form) }),
      api: ({ problems }) => invalidRequest(problems),
    },
    otherListUnderThisId: {
      page: () => atBox("kind", 409, sentOtherwise),
      api: () => problem("idempotency-key-reused", { detail: sentOtherwise }),
    },
  };

  const add: Outcomes<AddOutcome, FaultyFile> = {
    ...fileRows,
    ...notFound,
    added: { page: toRegister, api: ({ register }, { now }) => replyOf(register, now, 201) },
    stale: { page: () => atBox("list", 409, stale), api: () => problem("stale-register", { detail: stale }) },
  };

  const load: Outcomes<LoadOutcome, FaultyFile> = {
    ...notFound,
    loading: { page: toRegister, api: ({ register }, { now }) => replyOf(register, now, 202) },
    stale: { page: () => atBox("load", 409, stale), api: () => problem("stale-register", { detail: stale }) },
    over: { page: () => atBox("load", 409, over), api: () => problem("step-not-possible", { detail: over }) },
    tooMany: { page: () => atBox("load", 409, tooMany), api: () => problem("step-not-possible", { detail: tooMany }) },
  };

  const end: Outcomes<EndOutcome, FaultyFile> = {
    ...notFound,
    ended: { page: toRegister, api: ({ register }, { now }) => replyOf(register, now, 202) },
    stale: { page: () => atBox("reason", 409, stale), api: () => problem("stale-register", { detail: stale }) },
  };

  return { upload, add, load, end };
};
