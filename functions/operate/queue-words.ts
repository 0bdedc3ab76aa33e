import type { ToldStart } from "../../shared/store/kinds.ts";
import type { Queued } from "../../shared/stream/queued.ts";
import { type QueueName, table } from "../../shared/system.ts";

type QueueWords = {
  readonly name: string;
  /** Follows the number of dead letters. */
  readonly couldNot: string;
};

export const queueWords = {
  sendMessages: { name: "Messages to residents", couldNot: "could not be sent" },
  deliverReferrals: { name: "Referrals to partners", couldNot: "could not be delivered" },
  sendOrders: { name: "Orders of vouchers and cash codes", couldNot: "could not be placed" },
  startLines: { name: "New awards", couldNot: "could not be given to whoever brings them" },
  serveWaitingList: { name: "Awards to those who wait for money", couldNot: "could not be looked at" },
  runAwards: { name: "Runs of many awards", couldNot: "could not go on" },
  loadRegisters: { name: "Lists of people that are loaded or deleted", couldNot: "could not go on" },
  countReturn: { name: "Returns to the department", couldNot: "could not be counted" },
  closeYear: { name: "Year-end plans", couldNot: "could not go on" },
  writeExports: { name: "Lists that are written into files", couldNot: "could not go on" },
  countStatement: { name: "Figures of public statements", couldNot: "could not be counted" },
  tryScheme: { name: "Trials of drafts of schemes", couldNot: "could not go on" },
} as const satisfies Record<QueueName, QueueWords>;

const kinds = {
  "REFERRAL#": "Referral",
  "MESSAGE#": "Message",
  "ORDER#": "Order",
  "AWARD#": "Award",
  "APPROVED#": "Approved award",
  "MONEYIN#": "Money put into a budget",
  "MONEYBACK#": "Money that came back",
  "WAITS#": "Case that waits for money",
  "SERVE#": "Queue for money",
  "RUNPART#": "Part of a run",
  "REGISTERPART#": "Part of a list of people",
  "COUNTASKED#": "Return to count",
  "YEARENDPART#": "Part of a year-end plan",
  "ASKED#": "Public statement to count",
  "TRIAL#": "Part of a trial",
  "EXPORTPART#": "Part of a file",
} as const satisfies Record<ToldStart, string>;

/** Names a dead letter by its keys alone, which say cases, runs and budgets and never a person. */
export const wordsOf = ({ partitionKey, sortKey }: Queued): { readonly kind: string; readonly reference: string } => {
  const [prefix, kind] = Object.entries(kinds).find(([start]) => sortKey.startsWith(start)) ?? ["", "Something else"];
  const family = Object.values(table.families).find((start) => partitionKey.startsWith(start)) ?? "";
  const [whole, part] = [partitionKey.slice(family.length), sortKey.slice(prefix.length)];
  return { kind, reference: part.startsWith(whole) ? part : `${whole} ${part}` };
};
