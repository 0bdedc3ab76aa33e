import type { AccountId } from "../../../infra/local/accounts.ts";
import { shippedDirectory } from "../../../shared/domain/directory/shipped-directory.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { evidenceExample } from "../../examples.ts";
import type { SignedIn } from "../../http.ts";
import type { Answered, Call } from "./callers.ts";

/** Marks all personal data, so that a test finds it wherever it leaks. */
export const mark = "Zzyzx";
/** The mark, and the made-up numbers that cannot contain it. */
export const marks = new RegExp(`${mark}|900111|CV1 ?4ZZ|1984-03-19|66374958|089999|08-99-99`, "i");

const account = { way: "bank", name: `Robin ${mark}`, sortCode: "08-99-99", accountNumber: "66374958" } as const;
const application = {
  applicant: { role: "self" },
  people: [{ name: `Robin ${mark}`, dateOfBirth: "1984-03-19", relationship: "self" }],
  address: { kind: "settled", line1: `${mark} House`, town: mark, postcode: "CV1 4ZZ" },
  money: { monthlyIncome: 1_150_00, benefits: ["universalCredit"], savings: 20_00 },
  circumstances: { trigger: "suddenExpense", story: `${mark} broke.`, without: ["food"], helpFrom: [] },
  wants: { needs: ["food", "energy"], details: mark },
  publicFunds: { noRecourse: "no" },
  contact: { ways: ["text", "email"], phone: "07700 900111", email: `${mark}@example.com` },
  sharing: { agreed: true },
  payTo: account,
  declared: true,
};

/** None is short for another, or differs from one by a slip. */
export const givenNames = ["Robin", "Bartholomew", "Clementine", "Dmitri", "Esmeralda", "Ferdinand", "Guinevere", "Humphrey"];

const list = [
  "reference,name,date_of_birth,address_line_1,postcode",
  `R1,Lee ${mark},1984-03-19,1 ${mark} Road,CV1 4ZZ`,
  `R2,Kim ${mark},1984-03-19,2 ${mark} Road,CV1 4ZZ`,
].join("\n");

const [crf] = shippedSchemes.slice(-1);
const nextDirectory = { ...shippedDirectory, version: 2, startsOn: "2028-04-01" };
const nextCrf = { ...crf, version: 2, about: { ...crf?.about, startsOn: "2028-04-01" } };

export type People = Readonly<Record<AccountId, SignedIn>>;

/** One account of each role that may take a step in a case. */
export const councilStaff = ["assessor-2", "approver", "finance", "s151"] as const satisfies AccountId[];

const budget = { category: "CRISIS_PAYMENT" };

/** Polls until a consumer's work can be seen. */
const eventually = async <T>(look: () => Promise<T | undefined>, what: string): Promise<T> => {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`Nothing came: ${what}`);
    await new Promise((done) => setTimeout(done, 100));
  }
};

/**
 * Makes one of everything with an id, through the API alone, so that it works wherever the service runs.
 * All personal data in it is marked.
 */
export const makeMarkedWorld = async (call: Call, people: People) => {
  const sent = async (as: AccountId, route: string, path: Record<string, string>, json: object): Promise<Answered> => {
    const answered = await call(people[as], route, { path, json });
    if (answered.status >= 300) throw new Error(`${route} answered ${answered.status}: ${answered.body}`);
    return answered;
  };
  const read = async <T>(as: AccountId, route: string, path: Record<string, string>, query: Record<string, string> = {}) =>
    (await call(people[as], route, { path, query })).json<T>();

  const changeMoney = (json: object) => sent("finance", "POST /api/schemes/{scheme}/budget-changes", { scheme: "CRF" }, json);
  await changeMoney({ kind: "grantIncrease", amount: 20_000_00, why: "Grant." });
  await changeMoney({ kind: "allocation", amount: 20_000_00, budget, why: "Opening." });
  const waiting = await changeMoney({ kind: "grantIncrease", amount: 60_000_00, why: "A second grant." });
  const { changeId } = waiting.json<{ changeId: string }>();

  const returned = await sent("finance", "POST /api/schemes/{scheme}/returns", { scheme: "CRF" }, { code: "YEAR_2026_27" });
  const { returnId } = returned.json<{ returnId: string }>();

  let cases = 0;
  /** Sets one household apart from the others, so that they share no more than an account and a surname. */
  const ownOf = (number: number) => ({
    people: [
      {
        ...application.people[0],
        name: `${givenNames[number % givenNames.length]} ${mark}`,
        ...(number > 0 && { dateOfBirth: `19${50 + number}-0${1 + (number % 9)}-1${number % 9}` }),
      },
    ],
    address: { ...application.address, ...(number > 0 && { line1: `${number} ${mark} Road` }) },
    contact: {
      ...application.contact,
      ...(number > 0 && { phone: `07700 9002${String(number).padStart(2, "0")}`, email: `${number}.${mark}@example.com` }),
    },
  });
  const newCase = async (changes: Partial<typeof application> = {}) => {
    const own = ownOf(cases);
    cases += 1;
    const one = { ...application, ...own, ...changes, contact: { ...own.contact, ...(changes.contact && { ways: changes.contact.ways }) } };
    return (await sent("welfare-rights", "POST /api/applications", {}, one)).json<{ caseId: string }>().caseId;
  };
  const seenOf = async (caseId: string) => {
    const found = await read<{ case: { version: number; householdId: string } }>("assessor-1", "GET /api/cases/{caseId}", { caseId });
    return { version: found.case.version, householdId: found.case.householdId };
  };
  const step = async (caseId: string, route: string, json: object) =>
    sent("assessor-1", route, { caseId }, { seen: await seenOf(caseId), ...json });
  const refer = (caseId: string, service: string) =>
    step(caseId, "POST /api/cases/{caseId}/referrals", { service, reasons: ["debt"], asks: `${mark} needs help.` });

  const award = async (caseId: string) =>
    (
      await step(caseId, "POST /api/cases/{caseId}/awards", {
        lines: [
          { item: "fuelTopUp", amount: 49_00, delivery: "CASH" },
          { item: "clothingVoucher", amount: 40_00, delivery: "VOUCHER" },
          { item: "bed", amount: 120_00, delivery: "TANGIBLE" },
          { item: "foodParcel", amount: 35_00, delivery: "THIRD_PARTY" },
        ].map((line) => ({ ...line, reason: `${mark} needs it.` })),
        referrals: [{ service: "earlyHelp", reasons: ["debt"], asks: `${mark} needs help.` }],
        signposts: ["debtAdvice"],
        evidence: evidenceExample,
        checks: [],
        reason: `${mark} has no heating.`,
      })
    ).json<{ awardId: string }>().awardId;

  /** A case of somebody who has applied before from elsewhere, whom somebody found to be another person. */
  const newCaseLikeAnother = async () => {
    const { people: same } = ownOf(cases);
    const elsewhere = ownOf(cases + 40);
    const { payTo: _, ...unpaid } = application;
    await sent("welfare-rights", "POST /api/applications", {}, { ...unpaid, ...elsewhere, people: same });
    const caseId = await newCase();
    const { possibleHouseholds } = await read<{ possibleHouseholds: { householdId: string }[] }>("assessor-1", "GET /api/cases/{caseId}", {
      caseId,
    });
    const candidateId = possibleHouseholds[0]?.householdId ?? "";
    const found = { as: "different", reason: `${mark} is somebody else.` };
    await sent("assessor-1", "POST /api/matches/{caseId}/{candidateId}/settlements", { caseId, candidateId }, found);
    return { caseId, candidateId };
  };

  const { caseId, candidateId } = await newCaseLikeAnother();
  await step(caseId, "POST /api/cases/{caseId}/questions", { question: `Which meter has ${mark}?` });
  await step(caseId, "POST /api/cases/{caseId}/answers", { answer: `${mark} has a prepayment meter.` });
  await refer(caseId, "welfareRights");
  const awardId = await award(caseId);

  const undecided = await newCase();
  await refer(undecided, "earlyHelp");
  const { caseId: knownToStaff, candidateId: knownCandidate } = await newCaseLikeAnother();
  const awardToKnown = await award(knownToStaff);
  // Staff tell a resident who chose letters.
  const refused = await newCase({ contact: { ...application.contact, ways: ["letter"] } });
  await step(refused, "POST /api/cases/{caseId}/refusals", { because: "noAnswer", referrals: [], signposts: [], reason: `${mark} left.` });

  const referralTo = (as: AccountId) =>
    eventually(async () => {
      const { items } = await read<{ items: { referralId: string; caseId: string }[] }>(as, "GET /api/referrals", {});
      return items.find((referral) => referral.referralId.startsWith(caseId))?.referralId;
    }, `a referral to ${as}`);
  const [referralId] = [await referralTo("early-help"), await referralTo("welfare-rights")];

  const lineId = `${awardId}.1`;
  for (const wanted of [lineId, `${awardToKnown}.1`])
    await eventually(async () => {
      const { items } = await read<{ items: { lineId: string }[] }>("finance", "GET /api/lines-to-pay", {});
      return items.find((line) => line.lineId === wanted);
    }, "a line to pay");
  const { householdId } = await seenOf(knownToStaff);
  for (const account of councilStaff) await sent(account, "POST /api/cases/{caseId}/interests", { caseId: knownToStaff }, {});
  const { batchId } = (await sent("finance", "POST /api/payment-batches", {}, {})).json<{ batchId: string }>();

  const run = { title: "Winter list", item: "fuelTopUp", delivery: "CASH", amount: 49_00, evidence: evidenceExample, reason: mark, list };
  const { runId } = (await sent("approver", "POST /api/runs", {}, run)).json<{ runId: string }>();
  await eventually(async () => {
    const { state } = await read<{ state: string }>("approver", "GET /api/runs/{runId}", { runId });
    return state === "checking" ? undefined : state;
  }, "a run that has been checked");
  const serviceDraft = await sent("scheme-manager", "POST /api/service-drafts", {}, { document: nextDirectory });
  const { draftId: serviceDraftId } = serviceDraft.json<{ draftId: string }>();
  const { draftId } = (await sent("scheme-manager", "POST /api/scheme-drafts", {}, { document: nextCrf })).json<{ draftId: string }>();

  return {
    /** A case in which all caseworkers but its assessor have declared an interest. */
    knownToStaff: {
      caseId: knownToStaff,
      personId: `${knownToStaff}-P1`,
      partId: "H-0000-0000-0000",
      candidateId: knownCandidate,
      messageId: `${knownToStaff}-M0`,
      householdId,
      awardId: awardToKnown,
      lineId: `${awardToKnown}.1`,
    },
    /** A value for each parameter of a path. */
    path: {
      ...{
        caseId,
        candidateId,
        awardId,
        lineId,
        referralId,
        messageId: `${refused}-M1`,
        batchId,
        runId,
        draftId,
        serviceDraftId,
        changeId,
        returnId,
        cell: "CATEGORY.CRISIS_PAYMENT.spend.spend",
      },
      ...{ householdId: (await seenOf(caseId)).householdId, personId: `${caseId}-P1`, partId: "H-0000-0000-0000" },
      ...{
        scheme: "CRF",
        version: "1",
        fulfiller: "codes",
        section: "items",
        part: "earlyHelp",
        serviceId: "none",
        page: "about-you",
        person: "k0000001",
        file: "x.css",
      },
    },
  };
};

export type MarkedWorld = Awaited<ReturnType<typeof makeMarkedWorld>>;
