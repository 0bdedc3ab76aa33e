import { londonDay } from "../../shared/domain/dates.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { isRegisterId } from "../../shared/domain/register/register.ts";
import type { FormRead } from "../../shared/forms/form.ts";
import { blankForm } from "../../shared/forms/typed-form.ts";
import { type Asked, act, type Outcomes } from "../../shared/http/act.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { registersContracts } from "../../shared/http/contracts/registers-contracts.ts";
import type { Files, Form } from "../../shared/http/read-body.ts";
import { json, problem } from "../../shared/http/reply.ts";
import { restOf, sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { Registers } from "../../shared/store/registers.ts";
import { isBadCursor } from "../../shared/store/slices.ts";
import { addToRegister } from "./add-to-register.ts";
import { endRegister } from "./end-register.ts";
import { loadRegister } from "./load-register.ts";
import { readRegisterNow, registerNow } from "./read-register-now.ts";
import { readEndForm, readFileForm, readStepForm, readUploadForm, type UploadRequest } from "./register-form.ts";
import { type FaultyFile, registerOutcomes } from "./register-outcomes.ts";
import { newRegisterPage, registerPage, registersPage } from "./register-page.ts";
import { registerReply } from "./register-reply.ts";
import { uploadRegister } from "./upload-register.ts";

export type RegistersPorts = Required<AnswerPorts> & { readonly registers: Registers };

type Query = Readonly<Record<string, string | undefined>>;
type NotFound = { readonly kind: "notFound" };
type ToStep<T> = { readonly registerId: string; readonly request: T; readonly by: Principal; readonly now: Date };

/** Lists that other schemes, councils and offices keep of people. No page and no reply of this room has a row of one. */
export const createRegisters = (ports: RegistersPorts) => {
  const { registers } = ports;
  const outcomes = registerOutcomes(ports);
  const listsIn = async (query: Query, now: Date) => {
    const wanted = sliceWantedFrom(query);
    const found = wanted && (await registers.list(wanted));
    if (!found || isBadCursor(found)) return undefined;
    const today = londonDay(now);
    const current = await registers.current(today);
    return { ...found, items: found.items.map((register) => registerNow(register, current, today)) };
  };
  const listIn = async ({ registerId = "" }: Query, now: Date) =>
    isRegisterId(registerId) ? readRegisterNow(registerId, now, ports) : undefined;

  /** Steps of a list differ in their form, their use case and its outcomes alone. */
  const step = <T, O extends { readonly kind: string }>(
    read: (form: Form, files: Files) => FormRead<T>,
    take: (toStep: ToStep<T>) => Promise<O | NotFound>,
    rows: Outcomes<O | NotFound, FaultyFile>,
  ) =>
    act({
      read,
      take: async ({ path: { registerId = "" }, request, by, now }: Asked<T>): Promise<O | NotFound> =>
        isRegisterId(registerId) ? take({ registerId, request, by, now }) : { kind: "notFound" },
      outcomes: rows,
      again: async ({ path, by, form, now }, says) => {
        const found = await listIn(path, now);
        return found ? registerPage(found, by, { form, ...says }) : notFoundPage();
      },
    });

  return answer(
    "registers",
    registersContracts,
    {
      reads: {
        "GET /registers": async ({ query, now, principal }) => {
          const found = await listsIn(query, now);
          return found ? registersPage(found, query.cursor === undefined, principal) : notFoundPage();
        },

        "GET /registers/new": async () => newRegisterPage({ form: blankForm }),

        "GET /registers/{registerId}": async ({ path, now, principal }) => {
          const found = await listIn(path, now);
          return found ? registerPage(found, principal) : notFoundPage();
        },

        "GET /api/registers": async ({ query, now }) => {
          const found = await listsIn(query, now);
          if (found) return json({ items: found.items.map(registerReply), ...restOf(found) });
          return problem("malformed-request", {
            detail: "Check the limit (1 to 100) and the cursor, which is one that an earlier page gave.",
          });
        },

        "GET /api/registers/{registerId}": async ({ path, now }) => {
          const found = await listIn(path, now);
          return found ? json(registerReply(found)) : problem("not-found");
        },
      },
      acts: {
        uploadRegister: act({
          read: readUploadForm,
          sendingId: (form) => form.one("sendingId").slice(0, 100),
          take: ({ request: { list, ...terms }, by, now, sendingId }: Asked<UploadRequest>) =>
            uploadRegister({ terms, list, by, now, sendingId }, ports),
          outcomes: outcomes.upload,
          again: async ({ form }, says) => newRegisterPage({ form, ...says }),
        }),
        addToRegister: step(
          readFileForm,
          ({ request: { version: seen, list }, ...to }) => addToRegister({ ...to, seen, list }, ports),
          outcomes.add,
        ),
        loadRegister: step(readStepForm, ({ request: { version: seen }, ...to }) => loadRegister({ ...to, seen }, ports), outcomes.load),
        endRegister: step(
          readEndForm,
          ({ request: { version: seen, reason }, ...to }) => endRegister({ ...to, seen, reason }, ports),
          outcomes.end,
        ),
      },
    },
    ports,
  );
};
