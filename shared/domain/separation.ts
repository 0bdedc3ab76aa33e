import type { ActName } from "../system.ts";
import type { Actor } from "./principal.ts";

/** The things that several people have a hand in. A line has its case's parts, and a batch and a run those of their lines. */
export type SharedWork =
  | "case"
  | "line"
  | "batch"
  | "run"
  | "schemeDraft"
  | "directoryDraft"
  | "budgetChange"
  | "statement"
  | "preparedReturn"
  | "yearEndPlan";

/** A part of an act that moves money by itself, so that more people are kept from it than from the whole act. */
export const deedsWithin = {
  giveCode: { within: "stepLine", does: "Gives a code to a household." },
  orderGoods: { within: "stepLine", does: "Orders goods, or says that they were delivered or spent." },
  sayBack: { within: "importLineResults", does: "Loads a file which says that goods came back." },
  takeBack: { within: "stepLine", does: "Says that something came back, so that its money does." },
  sendCode: { within: "recordPayee", does: "Has a cash code sent." },
} as const satisfies Record<string, { readonly within: ActName; readonly does: string }>;
export type Deed = ActName | keyof typeof deedsWithin;

const isWithin = (deed: Deed): deed is keyof typeof deedsWithin => Object.hasOwn(deedsWithin, deed);
export const actOf = (deed: Deed): ActName => (isWithin(deed) ? deedsWithin[deed].within : deed);

/** Nobody does `does` on a thing on which they did `did`. No role is exempt. */
export type Separation = {
  readonly on: SharedWork;
  readonly did: Deed;
  readonly does: Deed;
  /** The file that asks this table before the act. */
  readonly heldIn: string;
};

const takeStep = "shared/domain/case/take-step.ts";
const rowOfRun = "functions/bulk/decide-cases.ts";
const lineStep = "shared/domain/line/line-action.ts";
const payee = "functions/pay/record-payee.ts";
const release = "shared/domain/payments/payment-batch.ts";
const destination = "functions/fulfil/confirm-destination.ts";
const publish = "functions/document/publish-draft.ts";
const settle = "functions/budget/settle-change.ts";
const approve = "functions/statement/settle-statement.ts";
const certify = "functions/return/certify-return.ts";
const signPlan = "functions/year-end/sign-plan.ts";

/** The one table of the acts that two people must share. The words of each row are in separation-words.ts. */
export const separations = [
  // A person who entered an application decides nothing of it, and does not touch its payee, lines or codes.
  { on: "case", did: "apply", does: "award", heldIn: takeStep },
  { on: "case", did: "apply", does: "refuse", heldIn: takeStep },
  { on: "case", did: "apply", does: "approveAward", heldIn: takeStep },
  { on: "case", did: "apply", does: "declineAward", heldIn: takeStep },
  // The answer to a match decides if the household may be paid again.
  { on: "case", did: "apply", does: "settleMatch", heldIn: takeStep },
  { on: "case", did: "apply", does: "reopenMatch", heldIn: takeStep },
  // A run sets the case aside, and awards the others.
  { on: "case", did: "apply", does: "prepareRun", heldIn: rowOfRun },
  { on: "case", did: "apply", does: "approveRun", heldIn: rowOfRun },
  { on: "line", did: "apply", does: "stepLine", heldIn: lineStep },
  { on: "line", did: "apply", does: "stepLines", heldIn: lineStep },
  { on: "line", did: "apply", does: "importLineResults", heldIn: "functions/fulfil/import-line-results.ts" },
  { on: "line", did: "apply", does: "recordPayee", heldIn: payee },
  // A batch leaves the line out, and pays the others.
  { on: "line", did: "apply", does: "prepareBatch", heldIn: "functions/pay/lines-to-pay.ts" },
  { on: "line", did: "apply", does: "finishBatch", heldIn: "functions/pay/lines-to-pay.ts" },
  { on: "batch", did: "apply", does: "releaseBatch", heldIn: release },

  { on: "case", did: "award", does: "approveAward", heldIn: takeStep },
  { on: "case", did: "award", does: "declineAward", heldIn: takeStep },
  { on: "case", did: "prepareRun", does: "approveAward", heldIn: takeStep },
  { on: "case", did: "prepareRun", does: "declineAward", heldIn: takeStep },
  { on: "run", did: "prepareRun", does: "approveRun", heldIn: "functions/bulk/approve-run.ts" },

  // Their lines wait for a batch of somebody else. Nobody who decided releases it, and the preparer of a run is one of them.
  { on: "line", did: "prepareRun", does: "prepareBatch", heldIn: "functions/pay/lines-to-pay.ts" },
  { on: "line", did: "prepareRun", does: "finishBatch", heldIn: "functions/pay/lines-to-pay.ts" },

  // A code is as good as money, and nobody releases it.
  { on: "line", did: "award", does: "giveCode", heldIn: lineStep },
  { on: "line", did: "approveAward", does: "giveCode", heldIn: lineStep },
  // Money comes back on one person's word, so that person had no other part in it.
  { on: "line", did: "award", does: "takeBack", heldIn: lineStep },
  { on: "line", did: "approveAward", does: "takeBack", heldIn: lineStep },
  { on: "line", did: "orderGoods", does: "takeBack", heldIn: lineStep },
  { on: "line", did: "sayBack", does: "takeBack", heldIn: lineStep },
  { on: "line", did: "award", does: "sendCode", heldIn: payee },
  { on: "line", did: "approveAward", does: "sendCode", heldIn: payee },
  { on: "line", did: "apply", does: "confirmPayee", heldIn: payee },
  { on: "line", did: "award", does: "confirmPayee", heldIn: payee },
  { on: "line", did: "approveAward", does: "confirmPayee", heldIn: payee },
  { on: "line", did: "recordPayee", does: "confirmPayee", heldIn: payee },
  // The person who loaded the bank's rejection does not choose the payment's new destination.
  { on: "line", did: "importBankResults", does: "recordPayee", heldIn: payee },
  { on: "line", did: "importBankResults", does: "confirmPayee", heldIn: payee },
  // A phone or email of two households: of neither line.
  { on: "line", did: "apply", does: "confirmDestination", heldIn: destination },
  { on: "line", did: "award", does: "confirmDestination", heldIn: destination },
  { on: "line", did: "approveAward", does: "confirmDestination", heldIn: destination },
  { on: "line", did: "recordPayee", does: "confirmDestination", heldIn: destination },
  { on: "line", did: "confirmPayee", does: "confirmDestination", heldIn: destination },

  { on: "batch", did: "prepareBatch", does: "releaseBatch", heldIn: release },
  { on: "batch", did: "finishBatch", does: "releaseBatch", heldIn: release },
  { on: "batch", did: "award", does: "releaseBatch", heldIn: release },
  { on: "batch", did: "approveAward", does: "releaseBatch", heldIn: release },
  { on: "batch", did: "recordPayee", does: "releaseBatch", heldIn: release },
  { on: "batch", did: "confirmPayee", does: "releaseBatch", heldIn: release },
  { on: "batch", did: "importBankResults", does: "releaseBatch", heldIn: release },
  // Somebody else than the releaser makes sure that the bank never had the file.
  { on: "batch", did: "releaseBatch", does: "redateBatch", heldIn: release },
  { on: "batch", did: "apply", does: "importBankResults", heldIn: release },
  { on: "batch", did: "prepareBatch", does: "importBankResults", heldIn: release },
  { on: "batch", did: "finishBatch", does: "importBankResults", heldIn: release },
  { on: "batch", did: "releaseBatch", does: "importBankResults", heldIn: release },
  { on: "batch", did: "redateBatch", does: "importBankResults", heldIn: release },
  { on: "batch", did: "recordPayee", does: "importBankResults", heldIn: release },
  { on: "batch", did: "confirmPayee", does: "importBankResults", heldIn: release },

  { on: "schemeDraft", did: "startDraftLike", does: "publishDraft", heldIn: publish },
  { on: "schemeDraft", did: "startDraft", does: "publishDraft", heldIn: publish },
  { on: "schemeDraft", did: "editSection", does: "publishDraft", heldIn: publish },
  { on: "schemeDraft", did: "replaceDocument", does: "publishDraft", heldIn: publish },
  { on: "directoryDraft", did: "startNextDirectory", does: "publishDirectory", heldIn: publish },
  { on: "directoryDraft", did: "startDirectoryDraft", does: "publishDirectory", heldIn: publish },
  { on: "directoryDraft", did: "editService", does: "publishDirectory", heldIn: publish },
  { on: "directoryDraft", did: "replaceDirectory", does: "publishDirectory", heldIn: publish },

  { on: "budgetChange", did: "proposeBudgetChange", does: "signBudgetChange", heldIn: settle },
  { on: "budgetChange", did: "proposeBudgetChange", does: "refuseBudgetChange", heldIn: settle },

  { on: "statement", did: "prepareStatement", does: "approveStatement", heldIn: approve },

  { on: "preparedReturn", did: "prepareReturn", does: "certifyReturn", heldIn: certify },
  { on: "preparedReturn", did: "fillReturn", does: "certifyReturn", heldIn: certify },
  { on: "yearEndPlan", did: "prepareYearEnd", does: "signYearEnd", heldIn: signPlan },
] as const satisfies readonly Separation[];
export type KeptApart = (typeof separations)[number];

/** One act that one person did on the thing. */
export type Part = { readonly did: Deed; readonly by: string };

/** The row of the table that keeps a person from an act, because of a part that they had before. */
export const partAgainst = (on: SharedWork, does: Deed, { id }: Pick<Actor, "id">, parts: readonly Part[]): KeptApart | undefined => {
  const own = new Set(parts.filter(({ by }) => by === id).map(({ did }) => did));
  return separations.find((row) => row.on === on && row.does === does && own.has(row.did));
};
