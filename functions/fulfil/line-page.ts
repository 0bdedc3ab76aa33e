import { randomUUID } from "node:crypto";
import { type Application, personHelped } from "../../shared/domain/application.ts";
import type { Recipient } from "../../shared/domain/award/award.ts";
import { agreedBy, askFirst, boundBy, type StandingContact } from "../../shared/domain/household/standing-contact.ts";
import { type HeldDestination, isHeld } from "../../shared/domain/line/line.ts";
import {
  actionOf,
  isPossible,
  type LineAction,
  labelOf,
  lineActionNames,
  mayAct,
  partAgainstAction,
} from "../../shared/domain/line/line-action.ts";
import { mayRecordPayee } from "../../shared/domain/payments/may-record-payee.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { partAgainst } from "../../shared/domain/separation.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { ErrorAt } from "../../shared/pages/views.ts";
import { type LineSeen, type Lines, partsOfSeen, type Reached } from "../../shared/store/lines.ts";
import { acts, functions, type Role } from "../../shared/system.ts";
import { interestDeclaredPage } from "../case/interest-declared.ts";
import { findLine } from "../line/find-line.ts";
import { lineInWords, readerOf } from "../line/line-words.ts";
import { type PayeeInWords, payeeHistory } from "../line/payee-words.ts";
import { readHeld } from "./confirm-destination.ts";
import { notYourDestinationWords } from "./line-step-outcomes.ts";
import type { Notice } from "./list-outcomes.ts";

type LinePagePorts = { readonly lines: Pick<Lines, "find" | "reach" | "behind" | "some" | "isOut"> };

type LinePageShown = {
  readonly principal: Principal;
  /** The form that was sent and not taken. */
  readonly typed?: Form;
  readonly errors?: readonly FormError[];
  readonly notice?: string;
  readonly status?: number;
};

type LinePageView = {
  readonly line: ReturnType<typeof lineInWords>;
  readonly version: number;
  readonly isCaseReader: boolean;
  readonly code?: string;
  readonly recipient?: { readonly name: string; readonly address: readonly string[]; readonly safety?: string };
  readonly actions: readonly { readonly name: LineAction; readonly label: string; readonly needsReason: boolean; readonly why: string }[];
  readonly history: readonly PayeeInWords[];
  /** The other households at the phone or email of its code. */
  readonly shared?: SharedView;
  /** Why the person takes none of its steps, or does not give its code out. */
  readonly ownWords?: string;
  readonly mayRecordPayee: boolean;
  readonly errors: readonly FormError[];
  readonly errorAt: ErrorAt;
  readonly notice?: Notice;
  readonly stepId: string;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "fulfil/line.njk": LinePageView;
  }
}

/** One line of an award: its state, its history, and the steps that this reader may take. */
export const linePage = async (lineId: string, ports: LinePagePorts, shown: LinePageShown): Promise<Reply> => {
  const { principal, typed, errors = [], notice, status = 200 } = shown;
  const found = await findLine(lineId, ports.lines);
  if (!found) return notFoundPage();
  if (await ports.lines.isOut(found, principal.id)) return interestDeclaredPage(found.line.caseId);
  const { line } = found;
  const parts = partsOfSeen(found);
  const actions = lineActionNames
    .filter((name) => isPossible(name, line) && mayAct(name, principal.roles) && !partAgainstAction(name, principal, parts))
    .map((name) => {
      const { needsReason = false } = actionOf(name);
      return { name, label: labelOf(name, line.fulfiller), needsReason, why: typed?.one("action") === name ? typed.one("why") : "" };
    });
  const reached = (await ports.lines.reach([line])).get(lineId);
  const view: LinePageView = {
    history: reached?.recorded ? payeeHistory(reached.recorded) : [],
    shared: line.destination && (await sharedView(found, principal, typed, ports)),
    line: lineInWords(line, readerOf(principal)),
    version: line.version,
    isCaseReader: readerOf(principal).isCaseReader && found.case !== undefined,
    code: codeToGive(found, principal),
    recipient: reached && holdsOneOf(principal, addressReaders) ? recipientOf(reached) : undefined,
    actions,
    ownWords: ownWords(found, principal),
    mayRecordPayee: mayRecordPayee(line) && holdsOneOf(principal, payeeRecorders) && !partAgainst("line", "recordPayee", principal, parts),
    errors,
    errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
    notice: notice === undefined ? undefined : { title: "Nothing was done", text: notice, problems: [] },
    stepId: randomUUID(),
  };
  return page("fulfil/line.njk", view, status);
};

type SharedView = {
  readonly others: readonly { readonly lineId: string; readonly name?: string }[];
  readonly more: number;
  readonly confirmed?: HeldDestination["confirmed"];
  readonly mayConfirm: boolean;
  readonly whyNot?: string;
  readonly why: string;
};

const othersShown = 10;

const sharedView = async (found: LineSeen, principal: Principal, typed: Form | undefined, ports: LinePagePorts): Promise<SharedView> => {
  const { others, isBarred: barred, whyNot } = await readHeld(found, principal, ports);
  const seesNames = holdsOneOf(principal, addressReaders);
  const mayAsk = isHeld(found.line) && !barred && holdsOneOf(principal, confirmers);
  return {
    others: others.slice(0, othersShown).map(({ lineId, name }) => ({ lineId, name: seesNames ? name : undefined })),
    more: Math.max(0, others.length - othersShown),
    confirmed: found.line.destination?.confirmed,
    mayConfirm: mayAsk && !whyNot,
    whyNot: mayAsk && whyNot ? notYourDestinationWords(whyNot) : undefined,
    why: typed?.one("action") ? "" : (typed?.one("why") ?? ""),
  };
};

const confirmers: readonly Role[] = acts.confirmDestination.who;

const payeeRecorders: readonly Role[] = functions.pay.routes["GET /lines/{lineId}/payee"];

/** Only staff who arrange a delivery see the address. */
const addressReaders: readonly Role[] = ["assessor", "approver", "finance"];

/** A code without a safe channel is shown to a caseworker who did not decide on it, until they mark it as given. */
const codeToGive = (found: LineSeen, principal: Principal): string | undefined =>
  isPossible("giveCode", found.line) && mayAct("giveCode", principal.roles) && !partAgainstAction("giveCode", principal, partsOfSeen(found))
    ? found.line.provided?.code
    : undefined;

const ownWords = (found: LineSeen, principal: Principal): string | undefined => {
  const possible = lineActionNames.filter((name) => isPossible(name, found.line) && mayAct(name, principal.roles));
  for (const name of possible) {
    const own = partAgainstAction(name, principal, partsOfSeen(found));
    if (own) return separationWords(own, { who: actionOf(name).roles });
  }
  return undefined;
};

const recipientOf = ({ application, recipient, standing }: Reached) => {
  if (recipient) {
    const { line1, line2, town, postcode } = recipient.address;
    return {
      name: recipient.name,
      address: [line1, line2, town, postcode].flatMap((part) => part ?? []),
      safety: wordOn(recipient, standing),
    };
  }
  if (!application) return undefined;
  const { address } = application;
  const contact = boundBy(application.contact, standing);
  return { name: personHelped(application).name, address: whereIs(address).filter((part) => part !== undefined), safety: contact.safety };
};

const whereIs = (address: Application["address"]): readonly (string | undefined)[] => {
  switch (address.kind) {
    case "settled":
      return [address.line1, address.line2, address.town, address.postcode];
    case "none":
      return [`Staying: ${address.staying}`];
    case "refuge":
      return ["In a refuge. Ask how it can reach them: where the refuge is stays private."];
  }
};

/** Why nobody simply calls or texts a person on a list. */
const wordOn = ({ phone, email }: Recipient, standing: StandingContact): string | undefined => {
  if (standing.care) return askFirst;
  const agreed = agreedBy({ ...(phone && { phone }), ...(email && { email }) }, standing);
  const isAgreed = (phone === undefined || agreed.mayCall) && (email === undefined || agreed.email !== undefined);
  return isAgreed ? undefined : "The list says another way to reach them than the household itself did. Find out which is safe first.";
};
