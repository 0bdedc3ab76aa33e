import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { loadAddresses } from "../../../functions/addresses/load-addresses.ts";
import { submitApplication } from "../../../functions/apply/submit-application.ts";
import { askResident } from "../../../functions/assess/ask-resident.ts";
import { refuseApplication } from "../../../functions/assess/refuse-application.ts";
import { awardGrant } from "../../../functions/decide/award-grant.ts";
import { takeCaseStep } from "../../../functions/decide/case-step.ts";
import { settleMatch } from "../../../functions/match/settle-match.ts";
import type { Application } from "../../../shared/domain/application.ts";
import type { RefusalReason } from "../../../shared/domain/case/case.ts";
import { londonDay } from "../../../shared/domain/dates.ts";
import { type Actor, resident } from "../../../shared/domain/principal.ts";
import type { ReferralState } from "../../../shared/domain/referral/referral.ts";
import { schemeAt } from "../../../shared/domain/scheme/scheme-book.ts";
import { sentApplicationSchema } from "../../../shared/domain/sent-application.ts";
import { dynamoApplications } from "../../../shared/store/applications.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoCounts } from "../../../shared/store/counts.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import { dynamoAddressLists } from "../../../shared/store/gazetteer.ts";
import { dynamoHouseholdIdentities } from "../../../shared/store/household-identities.ts";
import { dynamoHouseholdJoins } from "../../../shared/store/household-joins.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { dynamoMatches } from "../../../shared/store/matches.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoReferrals } from "../../../shared/store/referrals.ts";
import { dynamoRegisters } from "../../../shared/store/registers.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { accounts } from "../accounts.ts";
import { openingMoney } from "./allocations.ts";
import { loadBudgetChanges } from "./budget-changes.ts";
import { loadChecks } from "./checks.ts";
import { demoLines } from "./demo-lines.ts";
import { demoFamily, demoToCompare, recordFamily } from "./family.ts";
import { demoGazetteer } from "./gazetteer.ts";
import { type DemoApplication, type DemoHousehold, demoCaseId, demoHouseholds } from "./households.ts";
import { loadNights } from "./nights.ts";
import { chanceFrom } from "./random.ts";
import { loadRegisters } from "./registers.ts";
import { settleLines } from "./settle-lines.ts";

type ToLoad = {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly now: Date;
  readonly matchingKey: string;
  readonly households?: number;
  /** Told how far it is, a sentence at a time. */
  readonly tell?: (sentence: string) => void;
};

const householdsAtOnce = 16;
const tellEvery = 25;

/** Answers every call like the first one. */
const once = <T>(read: () => Promise<T>): (() => Promise<T>) => {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= read();
    return answer;
  };
};

/**
 * Loads the demonstration: some 300 households with their history under five schemes, and a case list with work.
 * The service's own use cases write it all, so every rule and every figure holds.
 */
export const loadDemoData = async ({
  client,
  tableName,
  now,
  matchingKey,
  households = 300,
  tell = () => undefined,
}: ToLoad): Promise<void> => {
  const table = { client, name: tableName };
  const ports = {
    // Counts of what one source files within an hour or a day, which end with it: nobody asks for those of the past.
    applications: { ...dynamoApplications(table), noteFiled: async () => 1 },
    cases: dynamoCases(table),
    awards: dynamoAwards(table),
    lines: dynamoLines(table),
    referrals: dynamoReferrals(table),
    // Nobody publishes while the demonstration is made, so one reading serves every decision.
    schemes: { ...dynamoSchemes(table), book: once(() => dynamoSchemes(table).book(now)) },
    directories: { ...dynamoDirectories(table), book: once(() => dynamoDirectories(table).book(now)) },
    matchingKey: () => Promise.resolve(matchingKey),
    identities: dynamoHouseholdIdentities(table, () => Promise.resolve(matchingKey)),
    matches: dynamoMatches(table),
    joins: dynamoHouseholdJoins(table),
  };
  const addresses = {
    file: new TextEncoder().encode(demoGazetteer()),
    fileName: "demonstration-addresses.csv",
    by: staff("scheme-manager"),
    now,
  };
  await loadAddresses(addresses, dynamoAddressLists(table));
  for (const entry of openingMoney(staff("finance"))) await dynamoMoney(table).putIn(entry);

  const everybody = demoHouseholds(households, londonDay(now));
  const waiting = [...everybody];
  let made = 0;
  tell(`Making the demonstration data, once: ${households} households.`);
  const loadOneAfterAnother = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      await loadHousehold(next, now, ports);
      made += 1;
      if (made % tellEvery === 0) tell(`Made ${made} of ${households} households.`);
    }
  };
  await Promise.all([
    loadChecks(now, { schemes: ports.schemes, counts: dynamoCounts(table) }),
    ...Array.from({ length: householdsAtOnce }, loadOneAfterAnother),
  ]);
  const family = demoFamily(londonDay(now));
  await loadHousehold(family, now, ports);
  await recordFamily(family, table, now, matchingKey);
  await loadHousehold(demoToCompare(londonDay(now)), now, ports);
  await loadBudgetChanges(table, now);
  await loadNights(table, now);
  await loadRegisters(everybody, now, dynamoRegisters(table, ports.matchingKey));
};

type Ports = {
  readonly applications: ReturnType<typeof dynamoApplications>;
  readonly cases: ReturnType<typeof dynamoCases>;
  readonly awards: ReturnType<typeof dynamoAwards>;
  readonly lines: ReturnType<typeof dynamoLines>;
  readonly referrals: ReturnType<typeof dynamoReferrals>;
  readonly schemes: ReturnType<typeof dynamoSchemes>;
  readonly directories: ReturnType<typeof dynamoDirectories>;
  readonly matchingKey: () => Promise<string>;
  readonly identities: ReturnType<typeof dynamoHouseholdIdentities>;
  readonly matches: ReturnType<typeof dynamoMatches>;
  readonly joins: ReturnType<typeof dynamoHouseholdJoins>;
};

const staff = (account: keyof typeof accounts): Actor => ({ id: account, name: accounts[account].name });

const loadHousehold = async (household: DemoHousehold, now: Date, ports: Ports): Promise<void> => {
  for (const demo of household) {
    const application = sentApplicationSchema.parse(demo.application);
    const caseId = demoCaseId(demo);
    await submitApplication({ caseId, application, by: resident, now: demo.at }, ports);
    if (demo.decidedAt <= now) await decide(caseId, application, demo, now, ports);
  }
};

const decide = async (
  caseId: string,
  application: Application,
  { decision, decidedAt }: DemoApplication,
  now: Date,
  ports: Ports,
): Promise<void> => {
  const found = await ports.cases.find(caseId);
  if (!found) return;
  const by = staff(decidedAt.getUTCDate() % 2 === 0 ? "assessor-1" : "assessor-2");
  // People of the demonstration are as many as it lists, so those alike by chance are two. Nobody has looked at what is left.
  for (const candidateId of decision.kind === "leave" ? [] : found.possibleHouseholds)
    await settleMatch(
      { caseId, candidateId, by, now: decidedAt, request: { as: "different", reason: "Both came to the desk: they are two." } },
      ports,
    );
  const head = found.possibleHouseholds.length > 0 ? await ports.cases.find(caseId) : found;
  if (!head) return;
  const seen = { version: head.version, householdId: head.householdId };
  const step = { caseId, by, now: decidedAt, decisionId: `demonstration:${caseId}` };
  const refuse = (because: RefusalReason, version = head.version) =>
    refuseApplication(
      {
        ...step,
        request: { seen: { ...seen, version }, because, referrals: [], signposts: ["foodNetwork"], reason: "As the demonstration has it." },
      },
      ports,
    );

  switch (decision.kind) {
    case "leave":
      return;
    case "ask":
      await askResident({ ...step, seen, question: decision.question }, ports);
      return;
    case "refuse":
      await refuse(decision.because);
      return;
    case "award": {
      const scheme = schemeAt(await ports.schemes.book(decidedAt), decidedAt);
      if (!scheme) return;
      const spoken =
        application.publicFunds?.noRecourse === "no"
          ? undefined
          : await takeCaseStep({ ...step, seen }, { kind: "speak", outcome: "mayBeAwarded" }, ports);
      const version = spoken?.kind === "taken" ? spoken.case.version : head.version;
      const lines = demoLines(decision.items, application, scheme, londonDay(decidedAt));
      const referrals = decision.referral ? [decision.referral] : [];
      const outcome = await awardGrant(
        {
          ...step,
          by: { ...by, roles: ["assessor"] },
          directories: await ports.directories.book(decidedAt),
          request: {
            seen: { ...seen, version },
            lines,
            referrals,
            signposts: ["energyAdvice"],
            evidence: [
              { evidence: "address", shown: "Council tax record" },
              { evidence: "income", shown: "Universal Credit journal" },
            ],
            checks: [],
            looked: [...scheme.rules.map(({ rule }) => rule)],
            reason: "The need is clear and the household has no other way to meet it.",
          },
        },
        ports,
      );
      if (outcome.kind === "householdAlreadyAwarded") await refuse("notAlreadyHelped", version);
      // Nobody waits for a past scheme: it is over.
      if (outcome.kind === "waitsForMoney" && scheme.about.end < londonDay(now)) await refuse("withdrawn", outcome.case.version);
      if (outcome.kind === "awarded") await settleLines(outcome.award, application, scheme, now, ports.lines);
      if (outcome.kind === "awarded" && decision.referral) await answerReferrals(caseId, decidedAt, ports);
    }
  }
};

/** The account that answers for each service. */
const partnerOf: { readonly [service: string]: keyof typeof accounts } = {
  welfareRights: "welfare-rights",
  earlyHelp: "early-help",
  debtAdvice: "debt-advice",
};

/** Services have answered most past referrals; the newest wait in their lists. */
const answerReferrals = async (caseId: string, askedAt: Date, { cases, referrals }: Ports): Promise<void> => {
  const chance = chanceFrom(askedAt.getTime());
  const whole = await cases.whole(caseId);
  for (const referral of whole?.referrals ?? []) {
    const by = staff(partnerOf[referral.service] ?? "welfare-rights");
    const on = (days: number) => new Date(askedAt.getTime() + days * 86_400_000).toISOString();
    await referrals.deliver(referral, on(0));
    const steps: readonly (readonly [ReferralState, string | undefined])[] = chance.happens(0.2)
      ? []
      : [
          ["accepted", undefined],
          ...(chance.happens(0.7) ? ([["completed", "Met twice. A benefit that was not claimed is now in payment."]] as const) : []),
        ];
    for (const [index, [state, note]] of steps.entries()) {
      const current = await referrals.find(caseId, referral.referralId);
      if (current) await referrals.move(current, { state, at: on(index + 1), by, ...(note && { note }) });
    }
  }
};
