import { expect, test } from "vitest";
import { checkFirst } from "../../../functions/apply/check-first.ts";
import { preCheckFields, readPreCheck } from "../../../functions/apply/pre-check-form.ts";
import { refusalReasons, refusalWords } from "../../../functions/case/case-words.ts";
import { checkChoices, evidenceChoices } from "../../../functions/case/evidence-form.ts";
import { schemeInWords } from "../../../functions/schemes/scheme-words.ts";
import { claimAgainst, claimFor } from "../../../shared/domain/household/household.ts";
import { pence } from "../../../shared/domain/money.ts";
import { needCodes } from "../../../shared/domain/needs.ts";
import { assess, type RuleName } from "../../../shared/domain/rules/eligibility.ts";
import type { Rule } from "../../../shared/domain/rules/rule.ts";
import { ruleFor, rules } from "../../../shared/domain/rules/rules.ts";
import { rulesLookedAt } from "../../../shared/domain/run/list-rules.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { readScheme } from "../../../shared/domain/scheme-draft/read-scheme.ts";
import { typedForm } from "../../../shared/forms/typed-form.ts";
import { send } from "../../http.ts";
import { factsLike } from "../../shared/domain/rules/facts-like.ts";
import { textOf } from "../assess/desk.ts";
import { errorsIn, newKey, nextCrf, openRoom, schemeOf, sectionOn, startedDraft } from "./room.ts";

const copied = (scheme: Scheme): Scheme => JSON.parse(JSON.stringify(scheme)) as Scheme;
const without = (scheme: Scheme, rule: string): Scheme => ({
  ...copied(scheme),
  rules: copied(scheme).rules.filter((setting) => setting.rule !== rule),
});

/** Evidence goes with the rule that holds people to it, and the rule about the area then has nothing to be shown by. */
const takenOut = (scheme: Scheme, rule: string): Scheme => {
  const out = without(scheme, rule);
  if (rule !== "evidenceOrWaiver") return out;
  const rest = out.rules.map((setting) => (setting.rule === "livesInArea" ? { ...setting, parameters: {} } : setting));
  return { ...out, evidence: [], rules: rest };
};

const everyRule = shippedSchemes.flatMap((scheme) =>
  scheme.rules.map((setting) => {
    const { says, alwaysOn } = ruleFor(setting) as Rule<RuleName>;
    return { code: scheme.code, scheme, rule: setting.rule, says, alwaysOn };
  }),
);
const optional = everyRule.filter(({ alwaysOn }) => !alwaysOn);
const guarded = everyRule.filter(({ alwaysOn }) => alwaysOn);

/** A household about which every rule has something to say. */
const anybody = factsLike({
  residence: "outside",
  ageOfPersonHelped: 12,
  monthlyIncome: pence(9_000_00),
  savings: pence(50_000_00),
  trigger: "ongoing",
  benefits: ["universalCredit"],
  helpFrom: ["discretionaryHousingPayment"],
  needs: [...needCodes],
  evidence: [],
  appliedUnder: "AN-EARLIER-ONE",
});

/** The questions before an application that one rule alone needs, by rule. */
const asksAlone: { readonly [rule: string]: readonly string[] } = {
  livesInArea: ["postcode"],
  savingsWithinLimit: ["savings"],
  incomeWithinLimit: ["adults", "children", "income", "housingCosts"],
  crisisOrShock: ["trigger"],
};
const checksAlone: { readonly [rule: string]: readonly string[] } = {
  housingLastResort: ["dhpConsidered", "homelessnessDutyChecked"],
  housingGate: ["housingElementSeen"],
  sameSchemeAsApplied: ["rolloverConfirmed"],
};

const asked = (scheme: Scheme) => preCheckFields(scheme).flatMap((field) => field.boxes(typedForm({})));

test.for(optional)("$code without the rule $rule has nothing of it left", ({ scheme, rule, says }) => {
  const whole = copied(scheme);
  const out = takenOut(scheme, rule);
  expect(readScheme(out)).toMatchObject({ kind: "scheme" });

  expect(assess(anybody, out).map((result) => result.rule)).not.toContain(rule);
  expect(refusalReasons(out)).not.toContain(rule);
  expect(refusalWords(rule, out)).toBeUndefined();
  const listed = rulesLookedAt(out);
  expect([...listed.lookedAt, ...listed.notLookedAt, ...listed.setAside]).not.toContain(says);
  expect(JSON.stringify(schemeInWords(out, {}))).not.toContain(JSON.stringify(says));

  const codes = (of: Scheme) => checkChoices(anybody, of).map(({ value }) => value as string);
  for (const check of checksAlone[rule] ?? []) {
    expect(codes(whole)).toContain(check);
    expect(codes(out)).not.toContain(check);
  }
  for (const question of asksAlone[rule] ?? []) {
    expect(asked(whole)).toContain(question);
    expect(asked(out)).not.toContain(question);
  }
  const evidence = evidenceChoices(anybody, out);
  if (rule === "evidenceOrWaiver") expect(evidence).toEqual([]);
  else expect(evidence.map(({ code }) => code)).toEqual(["address", "income"]);
});

test.for(optional)(
  "$code without the rule $rule asks before an application only what it looks at, and answers from that",
  ({ scheme, rule, says }) => {
    const out = takenOut(scheme, rule);
    const typed = typedForm({
      postcode: "LE1 1AA",
      age: "12",
      adults: "0",
      children: "1",
      income: "9000",
      housingCosts: "0",
      savings: "50000",
      trigger: "ongoing",
      needs: "food",
    });
    const onlyAsked = typedForm(Object.fromEntries(asked(out).map((box) => [box, typed.one(box)])));
    const [all, some] = [typed, onlyAsked].map((form) => readPreCheck(form, out));
    if (all?.kind !== "read" || some?.kind !== "read") throw new Error(JSON.stringify([all, some]));
    const outcome = checkFirst(some.request, out, out.about.start);
    expect(outcome).toEqual(checkFirst(all.request, out, out.about.start));
    expect(JSON.stringify(outcome)).not.toContain(says);
    expect(outcome).not.toMatchObject({ rule });
  },
);

test.for(guarded)("$code cannot do without $rule, and its refusal says why", ({ scheme, rule, alwaysOn }) => {
  const read = readScheme(without(scheme, rule));
  expect(read).toMatchObject({ kind: "problems", problems: [{ place: ["rules", rule] }] });
  expect(JSON.stringify(read)).toContain(`(${rule}): ${alwaysOn}`);
});

test.for(guarded.filter(({ scheme, rule }) => refusalReasons(scheme).includes(rule)))(
  "an earlier version of $code that lacks $rule has the reason for a refusal all the same",
  ({ scheme, rule, says }) => {
    const earlier = without(scheme, rule);
    expect(refusalReasons(earlier)).toContain(rule);
    expect(refusalWords(rule, earlier)).toBe(`This does not hold: “${says}”`);
    const claims = { claims: [claimFor(earlier, "food", "earlier", earlier.about.start)] };
    expect(claimAgainst(earlier, "food", claims, earlier.about.start)).toBeDefined();
  },
);

test.for(shippedSchemes)("$code asks for evidence only with the rule that holds people to it", (scheme) => {
  const read = readScheme(without(scheme, "evidenceOrWaiver"));
  expect(read).toEqual({
    kind: "problems",
    problems: [
      {
        place: ["rules", "evidenceOrWaiver"],
        message: `Use the rule “${ruleFor({ rule: "evidenceOrWaiver", version: 1 })?.says}” (evidenceOrWaiver): without it, evidence would be asked for and nobody would be held to it. Or take out the evidence`,
      },
    ],
  });
  expect(evidenceChoices(anybody, without(scheme, "evidenceOrWaiver")), "an earlier version asks for none").toEqual([]);
});

test("every version of a rule that is always on says so", () => {
  for (const { name, alwaysOn } of rules as readonly Rule[])
    for (const other of rules as readonly Rule[]) if (other.name === name) expect(other.alwaysOn).toBe(alwaysOn);
});

test("the page of rules gives no tick to a rule that is always on, and says why; saving without one keeps it", async () => {
  const room = await openRoom();
  const draftId = await startedDraft(room);
  const page = sectionOn(room, draftId);
  const { body } = await page.open("rules");
  for (const rule of ["needInScope", "notAlreadyHelped", "withinCaps"]) expect(body).not.toContain(`name="rules-${rule}-1-used"`);
  expect(body).toContain('name="rules-oldEnough-1-used"');
  expect(textOf(body)).toContain("Always on: no path helps a household more often than the scheme’s windows allow.");
  const saved = await page.save("rules", { "rules-oldEnough-1-used": undefined });
  expect(errorsIn(saved)).toEqual([]);
  expect((await schemeOf(room, draftId)).rules.map(({ rule }) => rule)).toEqual(
    nextCrf()
      .rules.map(({ rule }) => rule)
      .filter((rule) => rule !== "oldEnough"),
  );
  const read = await send(room.room, "GET /scheme-drafts/{draftId}", { as: room.farah, path: { draftId } });
  expect(read.status).toBe(200);
});

test("taking out the evidence rule is told on its page, and in the API, until the evidence is out too", async () => {
  const room = await openRoom();
  const draftId = await startedDraft(room);
  const page = sectionOn(room, draftId);
  const half = await page.save("rules", { "rules-evidenceOrWaiver-1-used": undefined });
  expect(errorsIn(half)).toEqual([{ href: "#rules-evidenceOrWaiver-1-used", text: expect.stringContaining("Or take out the evidence") }]);
  const byApi = await send(room.room, "POST /api/scheme-drafts", {
    as: room.farah,
    json: { document: without(nextCrf(), "evidenceOrWaiver") },
    headers: { "idempotency-key": newKey() },
  });
  expect(byApi.status).toBe(422);
  expect(byApi.json()).toMatchObject({ errors: [{ pointer: "/document/rules/evidenceOrWaiver" }] });
  const whole = await send(room.room, "POST /api/scheme-drafts", {
    as: room.farah,
    json: { document: takenOut(nextCrf(), "evidenceOrWaiver") },
    headers: { "idempotency-key": newKey() },
  });
  expect(whole.status).toBe(201);
});
