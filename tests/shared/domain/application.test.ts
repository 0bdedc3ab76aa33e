import { expect, test } from "vitest";
import {
  type Application,
  type ApplicationInput,
  birthProblem,
  hasChildren,
  isUrgent,
  peopleProblems,
  personHelped,
} from "../../../shared/domain/application.ts";
import { compositionOf, factsOf } from "../../../shared/domain/rules/facts.ts";
import { sentApplicationSchema } from "../../../shared/domain/sent-application.ts";
import { applicationInput, applicationLike } from "../../examples.ts";

type Changes = { readonly [Part in keyof ApplicationInput]?: unknown };

/** The place and message of each problem with a changed example. */
const refused = (changes: Changes): string[] => {
  const read = sentApplicationSchema.safeParse({ ...applicationInput, ...changes });
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
};

const [self, child] = applicationInput.people as [ApplicationInput["people"][number], ApplicationInput["people"][number]];
const named = (name: string): Changes => ({ people: [{ ...self, name }] });
const told = (story: string): Changes => ({ circumstances: { ...applicationInput.circumstances, story } });

test("the example is a valid application", () => {
  expect(refused({})).toEqual([]);
});

test.each(["Zoë O’Neill-Ng", "محمد بن سلمان", "יוסף כהן", "李小龍", "Robin 👩‍👩‍👧‍👦 Example", '<b>Robin</b> & "Sons"', "a".repeat(100)])(
  "the name “%s” is kept exactly as typed",
  (name) => {
    const { people } = applicationLike(named(name) as Partial<ApplicationInput>);
    expect(people[0]?.name).toBe(name);
  },
);

test.each([
  ["nothing", ""],
  ["spaces", "   "],
  ["characters that nobody sees", "\u200b\u2060"],
])("a name of %s is refused as missing", (_, name) => {
  expect(refused(named(name))).toContain("people.0.name: Enter a full name");
});

test("a name with 101 characters is refused", () => {
  expect(refused(named("a".repeat(101)))).toEqual(["people.0.name: A full name must be 100 characters or fewer"]);
});

test("an answer loses what nobody typed on purpose, and nothing else", () => {
  const typed = "  The boiler\r\n\tbroke.\n\n  <i>Twice</i> 🥶\u0007 \ud83d ";
  expect(applicationLike(told(typed) as Partial<ApplicationInput>).circumstances.story).toBe("The boiler\n broke.\n\n  <i>Twice</i> 🥶");
});

test("a story may have 4,000 characters and no more", () => {
  expect(refused(told("a".repeat(4000)))).toEqual([]);
  expect(refused(told("a".repeat(4001)))).toEqual(["circumstances.story: What happened must be 4,000 characters or fewer"]);
});

test.each<[string, Changes, string]>([
  ["the person who needs help is not in it", { people: [child] }, "people: The household must include the person who needs help, once"],
  ["it has that person twice", { people: [self, self] }, "people: The household must include the person who needs help, once"],
  ["nobody is in it", { people: [] }, "people: List the people who live in the household"],
  ["it has 21 people", { people: [self, ...Array(20).fill(child)] }, "people: List 20 people or fewer"],
])("a household is refused when %s", (_, changes, message) => {
  expect(refused(changes)).toContain(message);
});

test.each(["2023-02-29", "1980-13-01", "27/04/1980", ""])("the date of birth “%s” is refused", (dateOfBirth) => {
  expect(refused({ people: [{ ...self, dateOfBirth }] })).toEqual([
    "people.0.dateOfBirth: Date of birth must be a real date, like 1980-04-27",
  ]);
});

test.each([
  ["2026-11-20", undefined],
  ["2026-11-21", "Date of birth must be in the past"],
  ["1905-11-21", undefined],
  ["1905-11-20", "Date of birth must be within the last 120 years"],
])("on 20 November 2026, the date of birth %s has the problem %s", (dateOfBirth, problem) => {
  expect(birthProblem(dateOfBirth, "2026-11-20")).toBe(problem);
});

test("an impossible date is told at its person", () => {
  const { people } = applicationLike({ people: [self, { ...child, dateOfBirth: "2026-12-01" }] });
  expect(peopleProblems({ people }, "2026-11-20")).toEqual([
    { path: ["people", 1, "dateOfBirth"], message: "Date of birth must be in the past" },
  ]);
});

test("a helper gives their own name and confirms the agreement of the person they apply for", () => {
  expect(refused({ applicant: { role: "friendOrRelative" } })).toEqual([
    "applicant.helperName: Enter your name",
    "applicant.permission: Confirm that the person has agreed to you applying for them",
  ]);
  expect(refused({ applicant: { role: "organisation", helperName: "Kit", permission: true } })).toEqual([
    "applicant.organisation: Enter your organisation",
  ]);
  expect(refused({ applicant: { role: "friendOrRelative", helperName: "Kit", permission: true } })).toEqual([]);
});

const settled = (postcode: string): Changes => ({ address: { kind: "settled", line1: "12 Sample Street", postcode } });

test.each([
  ["CV8 1AA", "This postcode is outside the area we can help. Your own council has its own scheme: gov.uk/find-local-council"],
  ["CV1", "Enter a full UK postcode, like CV1 2AB"],
  ["CV1 2AB or thereabouts", "Enter a full UK postcode, like CV1 2AB"],
  ["", "Enter a postcode"],
])("the postcode “%s” is refused", (postcode, message) => {
  expect(refused(settled(postcode))).toEqual([`address.postcode: ${message}`]);
});

test("a postcode whose district crosses the boundary is taken, and stored tidy", () => {
  expect(applicationLike(settled("cv31aa") as Partial<ApplicationInput>).address).toMatchObject({ postcode: "CV3 1AA" });
});

test("a resident without an address says where they are staying", () => {
  expect(refused({ address: { kind: "none", staying: "A friend's sofa" } })).toEqual([]);
  expect(refused({ address: { kind: "none" } })).toEqual(["address.staying: Enter where you are staying now"]);
  expect(refused({ address: {} })).toEqual(["address.kind: Select whether you have an address"]);
});

test.each([
  [0, []],
  [10_000_000_00, []],
  [-1, ["money.savings: Savings must be £0 or more"]],
  [10_000_000_01, ["money.savings: Savings must be £10 million or less"]],
  [0.5, ["money.savings: Enter savings in pence, as a whole number"]],
  ["5", ["money.savings: Enter savings in pence, as a whole number"]],
])("savings of %s pence give %o", (savings, messages) => {
  expect(refused({ money: { ...applicationInput.money, savings } })).toEqual(messages);
});

test("a safe way to be reached needs its phone number or email address", () => {
  expect(refused({ contact: { ways: ["text", "email"] } })).toEqual([
    "contact.phone: Enter a phone number",
    "contact.email: Enter an email address",
  ]);
  expect(refused({ contact: { ways: ["letter"] } })).toEqual([]);
  expect(refused({ contact: { ways: [] } })).toEqual(["contact.ways: Select at least one safe way to contact you"]);
});

test.each(["024 7600 0000", "+353 85 123 4567", "070 1234 5678"])("%s can be called, and is refused for texts and codes", (phone) => {
  expect(refused({ contact: { ways: ["phone"], phone } })).toEqual([]);
  expect(refused({ contact: { ways: ["phone", "text"], phone } })).toEqual([
    "contact.phone: This number can be called but not texted. Enter a UK mobile number, or do not select ‘Text message’",
  ]);
  expect(refused({ payTo: { way: "cashCode", phone } })).toEqual([
    "payTo.phone: A code can be texted to UK mobile numbers only. Enter one, like 07700 900 982, or an email address",
  ]);
});

test("a UK mobile is taken for calls, texts and codes, however it is written", () => {
  for (const phone of ["+44 (0)7700 900982", "Mobile: 07700.900.982"]) {
    expect(refused({ contact: { ways: ["phone", "text"], phone }, payTo: { way: "cashCode", phone } })).toEqual([]);
  }
});

test.each([
  "robin@example",
  "@example.com",
  "robin@@example.com",
  "robin example@example.com",
  "robin@example..com",
  ".robin@example.com",
  "robin.@example.com",
  "ro..bin@example.com",
  "robin@-example.com",
  "robin@example.c",
  "robin@127.0.0.1",
  "robin@[127.0.0.1]",
  "zoë@example.com",
])("the email address “%s” is refused", (email) => {
  expect(refused({ contact: { ways: ["email"], email } })).toEqual([
    "contact.email: Enter an email address in the correct format, like name@example.com",
  ]);
});

test.each([
  [" Robin@Example.com ", "Robin@Example.com"],
  ["robin\u200b@example.com", "robin@example.com"],
  ["robin @ example.com", "robin@example.com"],
  ["Robin Example <robin@example.com>", "robin@example.com"],
  ["mailto:robin@example.com", "robin@example.com"],
  ["robin@example.com.", "robin@example.com"],
  ["o’neill@example.com", "o'neill@example.com"],
  ["robin+help@sub.example.co.uk", "robin+help@sub.example.co.uk"],
  ["robin@müller.example", "robin@müller.example"],
])("the email address “%s” is read as %s", (email, read) => {
  expect(applicationLike({ contact: { ways: ["email"], email } }).contact.email).toBe(read);
});

test("an email address as long as a whole form is refused without checking its format", () => {
  const email = `robin@${".".repeat(200_000)}@`;
  expect(refused({ contact: { ways: ["email"], email } })).toHaveLength(1);
});

test("an unknown field is refused, not dropped", () => {
  expect(refused({ hobby: "chess" } as Changes)).toHaveLength(1);
  expect(refused({ money: { ...applicationInput.money, debts: 5 } })).toHaveLength(1);
});

test("an application needs its declaration", () => {
  expect(refused({ declared: false })).toEqual(["declared: Confirm that the answers are true"]);
});

test("an application is urgent when someone is without an essential", () => {
  const without = (missing: Application["circumstances"]["without"]) =>
    applicationLike({ circumstances: { ...applicationInput.circumstances, without: missing } });
  expect(isUrgent(without([]))).toBe(false);
  expect(isUrgent(without(["food"]))).toBe(true);
});

const flatmate = { name: "Flo Example", dateOfBirth: "1990-01-01", relationship: "otherAdult", shares: "addressOnly" } as const;

test("a person at the same address only counts in no figure of the household; a person nobody asked about counts as before", () => {
  const theirChild = { ...child, dateOfBirth: "2020-01-01", shares: "addressOnly" } as const;
  const { shares: _, ...unasked } = flatmate;
  const decision = { today: "2026-11-20", needs: [], claims: { claims: [], spent: {} }, evidence: [], checks: [] };
  const countOf = (people: ApplicationInput["people"]) => compositionOf(factsOf(applicationLike({ people }), decision), 19);
  expect(countOf([self, flatmate, theirChild])).toEqual({ people: 1, adults: 1, children: 0 });
  expect(hasChildren(applicationLike({ people: [self, theirChild] }), "2026-11-20")).toBe(false);
  expect(countOf([self, { ...flatmate, shares: "money" }, unasked])).toEqual({ people: 3, adults: 3, children: 0 });
});

test.each([
  ["the person who needs help", { relationship: "self" }, false],
  ["a partner", { relationship: "partner" }, false],
  ["a child of fifteen", { relationship: "child", dateOfBirth: "2010-11-21" }, false],
  ["a child of sixteen", { relationship: "child", dateOfBirth: "2010-11-20" }, true],
  ["another adult", { relationship: "otherAdult" }, true],
] as const)("of %s, whether they share money is asked: %j %s", (_, who, isAsked) => {
  const { shares: _unsaid, ...person } = flatmate;
  const people = [self, { ...person, ...who }];
  expect(peopleProblems({ people }, "2026-11-20").map(({ path }) => path)).toEqual(isAsked ? [["people", 1, "shares"]] : []);
});

test("a child is under 19 on the day", () => {
  const application = applicationLike({ people: [self, { ...child, dateOfBirth: "2007-11-21" }] });
  expect(hasChildren(application, "2026-11-20")).toBe(true);
  expect(hasChildren(application, "2026-11-21")).toBe(false);
});

test("the person helped is found in any place of the list", () => {
  expect(personHelped(applicationLike({ people: [child, self] })).name).toBe("Robin Example");
});

test("an application from before the questions on rent, other schemes and public funds still reads, without answers to them", () => {
  const { helpFrom: _, ...before } = applicationInput.circumstances;
  const { publicFunds: _asked, ...earlier } = applicationInput;
  const { money, circumstances, ...rest } = sentApplicationSchema.parse({ ...earlier, circumstances: before });
  expect(money).not.toHaveProperty("monthlyHousingCosts");
  expect(circumstances).not.toHaveProperty("helpFrom");
  expect(rest).not.toHaveProperty("publicFunds");
});

test("answers about rent, other schemes and public funds are kept", () => {
  const { money, circumstances, publicFunds } = applicationLike({
    money: { ...applicationInput.money, monthlyHousingCosts: 0 },
    circumstances: { ...applicationInput.circumstances, helpFrom: ["freeSchoolMeals", "discretionaryHousingPayment"] },
    publicFunds: { noRecourse: "notSure" },
  });
  expect(money.monthlyHousingCosts).toBe(0);
  expect(circumstances.helpFrom).toEqual(["freeSchoolMeals", "discretionaryHousingPayment"]);
  expect(publicFunds).toEqual({ noRecourse: "notSure" });
});

test.each<[string, Changes, string]>([
  [
    "a rent below nothing",
    { money: { ...applicationInput.money, monthlyHousingCosts: -1 } },
    "money.monthlyHousingCosts: Rent or mortgage must be £0 or more",
  ],
  [
    "a rent of parts of a penny",
    { money: { ...applicationInput.money, monthlyHousingCosts: 1.5 } },
    "money.monthlyHousingCosts: Enter rent or mortgage in pence, as a whole number",
  ],
  [
    "a scheme that does not exist",
    { circumstances: { ...applicationInput.circumstances, helpFrom: ["lottery"] } },
    "circumstances.helpFrom.0: Select the other schemes",
  ],
  [
    "another answer about public funds",
    { publicFunds: { noRecourse: "maybe" } },
    "publicFunds.noRecourse: Select yes if anyone’s visa says “no recourse to public funds”",
  ],
])("%s is refused at its place", (_, changes, problem) => {
  expect(refused(changes)).toEqual([problem]);
});

test("an application is taken with an account number that its bank could have, and refused with a typing error in it", () => {
  const payTo = { way: "bank", name: "Casey Demo", sortCode: "089999", accountNumber: "66374958" };
  const slip = { ...payTo, accountNumber: "66374959" };
  expect(sentApplicationSchema.parse({ ...applicationInput, payTo }).payTo).toEqual(payTo);
  expect(sentApplicationSchema.safeParse({ ...applicationInput, payTo: slip }).error?.issues).toMatchObject([
    { path: ["payTo", "accountNumber"], message: "This account number cannot belong to this sort code. Check both" },
  ]);
});
