import { formatDay } from "../../shared/domain/dates.ts";
import { fulfillers, wayOf } from "../../shared/domain/line/fulfiller.ts";
import { type Line, type LineStep, type LineStepName, lineNotes, lineStates } from "../../shared/domain/line/line.ts";
import { actionOf, isPossible, labelOf, lineActionNames } from "../../shared/domain/line/line-action.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { whoMay } from "../../shared/domain/separation-words.ts";
import { functions } from "../../shared/system.ts";

const stepWords = {
  approve: "Approved by a second person",
  decline: "Not approved",
  issue: "Sent out",
  reopen: "Came back without having reached anybody",
  deliver: "Delivered",
  activate: "Taken into use",
  redeem: "Used",
  expire: "Expired",
  recycle: "Money back in the budget",
  lapse: "Never given out before its last day, money back in the budget",
  cancel: "Cancelled, money back in the budget",
  return: "Returned, money back in the budget",
} as const satisfies Record<LineStepName, string>;

const stateColours = {
  reserved: "yellow",
  approved: "yellow",
  issued: "blue",
  delivered: "green",
  activated: "green",
  redeemed: "green",
  expired: "grey",
  recycled: "grey",
  cancelled: "grey",
  returned: "grey",
} as const satisfies Record<Line["state"], string>;

/** A typed reason may describe a resident. Only staff who read cases see it, and its author. */
type LineReader = { readonly id: string; readonly isCaseReader: boolean };

const caseReaders: readonly string[] = functions.assess.routes["GET /cases/{caseId}"];

export const readerOf = ({ id, roles }: Principal): LineReader => ({ id, isCaseReader: roles.some((role) => caseReaders.includes(role)) });

export const mayReadWhy = ({ by }: Pick<LineStep, "by">, { id, isCaseReader }: LineReader): boolean => isCaseReader || by.id === id;

const historyOf = ({ steps, fulfiller, notes = [] }: Pick<Line, "steps" | "fulfiller" | "notes">, reader: LineReader) =>
  [
    ...steps.map((taken) => ({
      ...taken,
      text: taken.step === "redeem" && fulfiller && wayOf(fulfiller) === "partner" ? "Spent by the partner" : stepWords[taken.step],
    })),
    ...notes.map((note) => ({ ...note, text: lineNotes[note.what] })),
  ]
    .toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
    .map((taken) => ({
      text: taken.text,
      at: taken.at,
      by: taken.by.name,
      ...(taken.why && mayReadWhy(taken, reader) && { why: taken.why }),
    }));

/** Enough of a code to name it to the provider, too little to use it. */
export const codeEnding = (code: string): string => code.slice(-3);

const awaited = ({ state, fulfiller, provided, watchedUntil }: Line): string | undefined => {
  if (state === "reserved") return "A second person approves the award or sends it back.";
  if (state === "approved" && !fulfiller) return "It goes to whoever brings it within a minute.";
  if (!fulfiller) return undefined;
  switch (wayOf(fulfiller)) {
    case "bank":
      if (state === "approved") return "Finance puts it into a payment file.";
      return state === "issued" ? "The bank says what became of it." : undefined;
    case "provider":
      if (watchedUntil)
        return `Its code is cancelled. Until ${formatDay(watchedUntil)} the provider is asked every night whether somebody used it all the same.`;
      if (state === "issued" && !provided) return "The provider gives a code for it.";
      if (!provided?.expiresOn) return undefined;
      if (state === "issued")
        return `Somebody gives them the code. If nobody has by ${formatDay(provided.expiresOn)}, the money goes back.`;
      return state === "delivered"
        ? `They can use the code until ${formatDay(provided.expiresOn)}. If it is not used by then, the money goes back.`
        : undefined;
    case "supplier":
    case "partner":
      return undefined;
  }
};

const nextWords = (line: Line): readonly string[] => {
  const waits = awaited(line);
  const possible = lineActionNames.filter((name) => isPossible(name, line));
  return [...(waits ? [waits] : []), ...possible.map((name) => `${labelOf(name, line.fulfiller)}: ${whoMay(actionOf(name).roles)}.`)];
};

export const lineInWords = (line: Line, reader: LineReader) => ({
  lineId: line.lineId,
  awardId: line.awardId,
  caseId: line.caseId,
  label: line.label,
  amount: line.amount,
  state: { text: lineStates[line.state], colour: stateColours[line.state] },
  trouble: line.trouble,
  fulfiller: line.fulfiller && fulfillers[line.fulfiller].label,
  provided: line.provided && {
    ...(line.provided.code && { codeEnding: codeEnding(line.provided.code) }),
    ...(line.provided.expiresOn && { expiresOn: line.provided.expiresOn }),
    reference: line.provided.reference,
  },
  history: historyOf(line, reader),
  next: nextWords(line),
});
