import { expect } from "vitest";
import { tokenFor } from "../../infra/local/token.ts";
import { benefits, essentialsWithout, relationships, triggers } from "../../shared/domain/answers.ts";
import type { ApplicationInput } from "../../shared/domain/application.ts";
import type { AwardRequest } from "../../shared/domain/award/award.ts";
import { reasonLabelsIn, serviceNamesIn } from "../../shared/domain/directory/directory-book.ts";
import { shippedDirectory } from "../../shared/domain/directory/shipped-directory.ts";
import { needs } from "../../shared/domain/needs.ts";
import { deliveries } from "../../shared/domain/scheme/scheme.ts";
import { evidenceExample } from "../examples.ts";
import { callsTo } from "../shared/http/callers.ts";
import type { PublishedCase } from "./published-cases.ts";
import type { Resident } from "./resident.ts";
import type { Service } from "./service.ts";

/** The API's codes, by the words on a page. */
const codeOf = <K extends string>(words: Readonly<Record<K, string>>, wanted: string): K => {
  const found = (Object.keys(words) as K[]).find((code) => words[code] === wanted);
  if (!found) throw new Error(`Nothing is called “${wanted}”.`);
  return found;
};

const penceOf = (typed: string) => Math.round(Number(typed.replaceAll(/[£,]/g, "")) * 100);
const dayOf = ([day, month, year]: Resident["born"]) =>
  `${year}-${String(Number(month) || new Date(`1 ${month} 2000 UTC`).getUTCMonth() + 1).padStart(2, "0")}-${day.padStart(2, "0")}`;

/** Names read backwards: the household of the pages' case has its award already. */
const backwards = (name: string) =>
  name
    .split(" ")
    .map((word) => [...word.toLowerCase()].toReversed().join(""))
    .join(" ");

const applicationOf = (resident: Resident): ApplicationInput => ({
  applicant: { role: "self" },
  people: [
    { name: backwards(resident.name), dateOfBirth: dayOf(resident.born), relationship: "self" },
    ...resident.others.map(({ name, born, relationship }) => ({
      name: backwards(name),
      dateOfBirth: dayOf(born),
      relationship: codeOf(relationships, relationship),
    })),
  ],
  address: { kind: "settled", line1: `Flat 1, ${resident.line1}`, postcode: resident.postcode },
  money: {
    monthlyIncome: penceOf(resident.income),
    benefits: resident.benefits.map((benefit) => codeOf(benefits, benefit)),
    savings: penceOf(resident.savings),
    monthlyHousingCosts: 0,
  },
  circumstances: {
    trigger: codeOf(triggers, resident.trigger),
    story: resident.story,
    without: resident.without.map((essential) => codeOf(essentialsWithout, essential)),
    helpFrom: [],
  },
  wants: { needs: resident.needs.map((need) => codeOf(needs, need)), details: resident.details },
  publicFunds: { noRecourse: "no" },
  contact: { ways: ["text"], phone: resident.phone, ...(resident.safety && { safety: resident.safety }) },
  sharing: { agreed: true },
  declared: true,
});

const decisionOf = ({ lines, service, signposts: tells, reason }: PublishedCase["decision"]) => ({
  lines: lines.map(({ item, amount, delivery, reason: why }) => ({
    item,
    amount: penceOf(amount),
    delivery: codeOf(deliveries, delivery),
    ...(why && { reason: why }),
  })) as AwardRequest["lines"],
  referrals: [
    { service: service.code, reasons: service.reasons.map((why) => codeOf(reasonLabelsIn([shippedDirectory]), why)), asks: service.asks },
  ],
  signposts: tells.map((label) => codeOf(serviceNamesIn([shippedDirectory]), label)),
  evidence: evidenceExample,
  reason,
});

type CaseSeen = { readonly case: { readonly version: number; readonly householdId: string } };
type ReferralSeen = { readonly referralId: string; readonly caseId: string; readonly state: string; readonly version: number };

/** Takes a published case by API from application to award, referral, outcome and finance. */
export const sendPublishedCase = async (
  service: Service,
  { day, scheme, resident, decision, partner, total }: PublishedCase,
): Promise<void> => {
  await service.setClock(new Date(day));
  const call = callsTo(service.origin);
  const as = async (account: Parameters<typeof tokenFor>[1]) => ({
    session: "",
    formToken: "",
    bearer: await tokenFor(service.origin, account),
  });
  const [assessor, adviser, finance] = [await as("assessor-1"), await as(partner), await as("finance")];
  const committed = async () => {
    const { total: sum } = (await call(finance, "GET /api/schemes/{scheme}/spend", { path: { scheme } })).json<{
      total: { committed: number };
    }>();
    return sum.committed;
  };
  const committedBefore = await committed();

  const { caseId } = (await call(adviser, "POST /api/applications", { json: applicationOf(resident) })).json<{ caseId: string }>();
  const path = { caseId };
  const { case: seen } = (await call(assessor, "GET /api/cases/{caseId}", { path })).json<CaseSeen>();
  const json = { seen: { version: seen.version, householdId: seen.householdId }, ...decisionOf(decision) };
  const awarded = await call(assessor, "POST /api/cases/{caseId}/awards", { path, json });
  expect(awarded.status, awarded.body).toBe(201);
  expect(awarded.json()).toMatchObject({ caseId, scheme, total: penceOf(total) });

  const received = async () =>
    (await call(adviser, "GET /api/referrals")).json<{ items: ReferralSeen[] }>().items.find((referral) => referral.caseId === caseId);
  await expect.poll(received).toBeDefined();
  const referral = (await received()) as ReferralSeen;
  const answer = async (step: "acceptances" | "outcomes", more: object) =>
    (
      await call(adviser, `POST /api/referrals/{referralId}/${step}`, { path: { referralId: referral.referralId }, json: more })
    ).json<ReferralSeen>();
  const accepted = await answer("acceptances", { version: referral.version });
  expect(await answer("outcomes", { version: accepted.version, outcome: "Pension Credit is claimed." })).toMatchObject({
    state: "completed",
  });

  expect((await committed()) - committedBefore).toBe(penceOf(total));
};
