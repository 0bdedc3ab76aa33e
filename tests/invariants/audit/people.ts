import { isDeepStrictEqual } from "node:util";
import type { CaseEventDetail } from "../../../shared/domain/case/case.ts";
import { partsOfMessageId } from "../../../shared/domain/ids.ts";
import type { Line } from "../../../shared/domain/line/line.ts";
import { type PayeeRecord, type PayeeVersion, versionsOf } from "../../../shared/domain/payments/payee-record.ts";
import { isSent, type Payment } from "../../../shared/domain/payments/payment-batch.ts";
import { resident, system } from "../../../shared/domain/principal.ts";
import { type Deed, type Part, type SharedWork, separations } from "../../../shared/domain/separation.ts";
import { linesWithEntries } from "./awards.ts";
import { type Everything, grouped } from "./everything.ts";

/** Nobody does both sides of a row of separation.ts on one line, whatever the copies in lines and payments say of who did what. */
export const peopleTroubles = (everything: Everything): readonly string[] => {
  const hands = handsIn(everything);
  return [
    ...aloneInACase(everything),
    ...everything.runs.flatMap(aloneInARun),
    ...aloneOnALine(everything, hands),
    ...aloneInABatch(everything, hands),
  ];
};

const isStaff = ({ by }: Part): boolean => by !== resident.id && by !== system.id;

const actedTwice = (on: SharedWork, place: string, all: readonly Part[]): string[] => {
  const parts = all.filter(isStaff);
  const doersOf = (deed: Deed) => new Set(parts.filter(({ did }) => did === deed).map(({ by }) => by));
  return separations
    .filter((row) => row.on === on)
    .flatMap(({ did, does }) =>
      [...doersOf(did)].filter((who) => doersOf(does).has(who)).map((who) => `${who} did both ${did} and ${does} on ${place}.`),
    );
};

const deedOfEvent: Readonly<Partial<Record<CaseEventDetail["kind"], Deed>>> = {
  submitted: "apply",
  awarded: "award",
  waitsForMoney: "award",
  refused: "refuse",
  approved: "approveAward",
  declined: "declineAward",
};

/** The history of a case, and of each award that it had, one after another. */
const aloneInACase = ({ events, awards }: Everything): string[] => {
  const runs = new Map(awards.map(({ awardId, run }) => [awardId, run]));
  return [...grouped(events, ({ caseId }) => caseId)].flatMap(([caseId, own]) => {
    const parts = own.flatMap(({ by, detail }) => {
      const did = deedOfEvent[detail.kind];
      return did ? [{ did, by: by.id, awardId: "awardId" in detail ? detail.awardId : undefined }] : [];
    });
    const entered = parts.filter(({ did }) => did === "apply");
    return [
      ...parts.flatMap((part) => (part.awardId === undefined ? actedTwice("case", caseId, [...entered, part]) : [])),
      ...[...grouped(parts, ({ awardId = "" }) => awardId)].flatMap(([awardId, ofAward]) =>
        awardId ? actedTwice("case", awardId, [...entered, ...ofAward, ...partsOfRunIn(runs.get(awardId), ofAward)]) : [],
      ),
    ];
  });
};

const partsOfRunIn = (run: Everything["awards"][number]["run"], ofAward: readonly Part[]): readonly Part[] =>
  run
    ? [
        { did: "prepareRun", by: run.preparedBy.id },
        ...ofAward.filter(({ did }) => did === "award").map(({ by }): Part => ({ did: "approveRun", by })),
      ]
    : [];

const aloneInARun = ({ runId, preparedBy, approvedBy }: Everything["runs"][number]): string[] =>
  actedTwice("run", runId, [
    { did: "prepareRun", by: preparedBy.id },
    ...(approvedBy ? [{ did: "approveRun", by: approvedBy.id } as const] : []),
  ]);

/** The people with a part in each line before its money went anywhere, from the history and the award. */
type Hands = (lineId: string) => readonly Part[];

export const handsIn = (everything: Everything): Hands => {
  const entered = new Map(everything.events.flatMap(({ caseId, by, detail }) => (detail.kind === "submitted" ? [[caseId, by.id]] : [])));
  const awards = new Map(everything.awards.map((award) => [award.awardId, award]));
  const hands = new Map(
    linesWithEntries(everything).map(({ line: { lineId, awardId, caseId, steps } }) => {
      const award = awards.get(awardId);
      const enterer = entered.get(caseId);
      const parts: readonly Part[] = [
        ...(enterer ? [{ did: "apply", by: enterer } as const] : []),
        ...(award ? [{ did: "award", by: award.by.id } as const] : []),
        ...(award?.run ? [{ did: "prepareRun", by: award.run.preparedBy.id } as const] : []),
        ...steps.filter(({ step }) => step === "approve").map(({ by }): Part => ({ did: "approveAward", by: by.id })),
      ];
      return [lineId, parts.filter(isStaff)] as const;
    }),
  );
  return (lineId) => hands.get(lineId) ?? [];
};

const orderSteps: readonly string[] = ["issue", "deliver", "activate", "redeem"];

/** A file of results takes steps of its own, by its own rows. */
const isOfFile = ({ key }: Line["steps"][number]): boolean => key.startsWith("result:");

/** People's acts with a line itself. Orders of goods come before they are returned. */
const partsOfSteps = ({ fulfiller, steps, notes = [], newPayee }: Line): readonly Part[] => [
  ...steps.flatMap((one): readonly Part[] => {
    const {
      step,
      by: { id: by },
      key,
    } = one;
    const isCode = fulfiller === "codes";
    return [
      { did: "stepLine", by },
      ...(isCode && step === "deliver" && !isOfFile(one) ? [{ did: "giveCode", by } as const] : []),
      ...(isCode && step === "issue" && key.startsWith("order:") ? [{ did: "sendCode", by } as const] : []),
      ...(!isCode && fulfiller !== "bank" && orderSteps.includes(step) ? [{ did: "orderGoods", by } as const] : []),
      ...(step === "return" && !isOfFile(one) ? [{ did: "takeBack", by } as const] : []),
    ];
  }),
  ...notes.filter(({ what }) => what === "saidBack").map(({ by }): Part => ({ did: "sayBack", by: by.id })),
  ...(newPayee ? [{ did: "recordPayee", by: newPayee.by } as const] : []),
];

const partsOfVersion = ({ by, confirmed }: PayeeVersion): readonly Part[] => [
  { did: "recordPayee", by: by.id },
  ...(confirmed ? [{ did: "confirmPayee", by: confirmed.by.id } as const] : []),
];

/** Everybody who had said, by the time of a payment, that it goes to this account. */
export const partsBehind = ({ payee, payeeChange, payeeRecordedBy }: Payment, record: PayeeRecord | undefined): readonly Part[] =>
  record && payeeChange
    ? versionsOf(record)
        .slice(0, payeeChange.versions)
        .filter((version) => isDeepStrictEqual(version.payee, payee))
        .flatMap(partsOfVersion)
    : payeeRecordedBy === undefined
      ? []
      : [{ did: "recordPayee", by: payeeRecordedBy }];

const loaders = ({ results }: Payment): readonly Part[] =>
  results.flatMap(({ by }) => (by ? [{ did: "importBankResults", by: by.id } as const] : []));

/** The payments of each line, in the order of their issue. */
export const paymentsOfLines = ({ payments, lines }: Everything): ReadonlyMap<string, readonly Payment[]> => {
  const ofLine = grouped(payments, ({ lineId }) => lineId);
  return new Map(
    lines.map(({ lineId, steps }) => {
      const place = new Map(steps.map(({ key }, index) => [key, index]));
      const placeOf = ({ paymentId }: Payment) => place.get(paymentId) ?? 0;
      return [lineId, (ofLine.get(lineId) ?? []).toSorted((one, other) => placeOf(one) - placeOf(other))] as const;
    }),
  );
};

const recordsOf = ({ payees }: Everything) => new Map(payees.map((record) => [record.caseId, record]));

const aloneOnALine = (everything: Everything, hands: Hands): string[] => {
  const records = recordsOf(everything);
  const payments = paymentsOfLines(everything);
  const batches = new Map(everything.batches.map((batch) => [batch.batchId, batch]));
  const codeOf = codeParts(everything, records);
  return everything.lines.flatMap((line) => {
    const { lineId, caseId, destination } = line;
    const own = [...hands(lineId), ...partsOfSteps(line)];
    const paid = (payments.get(lineId) ?? []).flatMap((payment, index, all) => {
      const begun = batches.get(payment.batchId);
      return actedTwice("line", payment.paymentId, [
        ...hands(lineId),
        ...partsBehind(payment, records.get(caseId)),
        ...all.slice(0, index).flatMap(loaders),
        ...(begun ? [{ did: "prepareBatch", by: begun.preparedBy.id } as const] : []),
        { did: "finishBatch", by: payment.addedBy },
      ]);
    });
    const confirmed = destination?.confirmed
      ? [lineId, ...destination.lineIds].flatMap((other) =>
          actedTwice("line", `${lineId}, with ${other}`, [
            ...hands(other),
            ...codeOf(other),
            { did: "confirmDestination", by: destination.confirmed?.by.id ?? "" },
          ]),
        )
      : [];
    return [...actedTwice("line", lineId, [...own, ...codeOf(lineId)]), ...paid, ...confirmed];
  });
};

/** The people who said where a line's code goes, if the household had not. */
const codeParts = ({ messages, lines }: Everything, records: ReadonlyMap<string, PayeeRecord>): Hands => {
  const sentTo = new Map(
    messages.flatMap(({ messageId, template, to }) => (template === "code" && to ? [[partsOfMessageId(messageId)?.lineId, to]] : [])),
  );
  const parts = new Map(
    lines.map(({ lineId, caseId, steps }) => {
      const record = records.get(caseId);
      const isOfStep = ({ at, by, confirmed }: PayeeVersion) =>
        steps.some((one) => [{ at, by }, ...(confirmed ? [confirmed] : [])].some((said) => one.at === said.at && one.by.id === said.by.id));
      const behind = (record ? versionsOf(record) : []).filter(
        (version) =>
          version.payee.way === "cashCode" && (version.payee.phone ?? version.payee.email) === sentTo.get(lineId) && isOfStep(version),
      );
      return [lineId, behind.flatMap(partsOfVersion)] as const;
    }),
  );
  return (lineId) => parts.get(lineId) ?? [];
};

const aloneInABatch = (everything: Everything, hands: Hands): string[] => {
  const records = recordsOf(everything);
  const payments = paymentsOfLines(everything);
  const ofBatch = grouped(everything.payments.filter(isSent), ({ batchId }) => batchId);
  return everything.batches.flatMap(({ batchId, preparedBy, release }) => {
    const own = ofBatch.get(batchId) ?? [];
    const released: readonly Part[] = release ? [{ did: "releaseBatch", by: release.by.id }] : [];
    const earlier = own.flatMap((payment) => {
      const all = payments.get(payment.lineId) ?? [];
      return all.slice(0, Math.max(all.indexOf(payment), 0));
    });
    return [
      ...actedTwice("batch", batchId, [
        { did: "prepareBatch", by: preparedBy.id },
        ...released,
        ...own.flatMap((payment) => [
          ...hands(payment.lineId),
          ...partsBehind(payment, records.get(payment.caseId)),
          { did: "finishBatch", by: payment.addedBy } as const,
          ...loaders(payment),
        ]),
      ]),
      ...actedTwice("batch", `${batchId}, after a rejection`, [...earlier.flatMap(loaders), ...released]),
    ];
  });
};
