import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { expect, test } from "vitest";
import { referralView } from "../../../functions/refer/referral-view.ts";
import { shippedDirectory } from "../../../shared/domain/directory/shipped-directory.ts";
import { everythingShared, type SharedItem, sharedItemNames, sharedItems } from "../../../shared/domain/directory/shared-items.ts";
import { ofTheRequest, sharedWithService } from "../../../shared/domain/referral/shared-with-service.ts";
import { serviceReferralReply } from "../../../shared/http/contracts/case-shapes.ts";
import { contracts } from "../../../shared/http/contracts.ts";
import { referralKey } from "../../../shared/store/keys.ts";
import { applicationLike } from "../../examples.ts";
import { send } from "../../http.ts";
import { type OnwardHelp, openOnwardHelp, referredCase, seenIn } from "./onward.ts";

const unsafe = applicationLike({
  people: [
    { name: "Robin Example", dateOfBirth: "1984-03-09", relationship: "self" },
    { name: "Sam Example", dateOfBirth: "2018-05-01", relationship: "child" },
  ],
  circumstances: { trigger: "atRisk", story: "He left us with nothing.", without: ["food", "heatingOrPower"] },
  contact: { ways: ["text"], phone: "07700 900123", email: "robin@example.com", safety: "Text between 10 and 2 only." },
});

const fieldsOf = (items: readonly SharedItem[]): readonly string[] => [
  ...ofTheRequest,
  ...items.flatMap((item) => sharedItems[item].fields),
];

const seenBy = async ({ refer, idris }: OnwardHelp, referralId: string) => {
  const ask = (route: string) => send(refer, route, { as: idris, path: { referralId } });
  const page = await ask("GET /referrals/{referralId}");
  const one = await ask("GET /api/referrals/{referralId}");
  const list = await ask("GET /api/referrals");
  const listPage = await ask("GET /referrals");
  return { page, one, everything: [page, one, list, listPage].map(({ body }) => body).join("\n") };
};

/** Puts the consent words that a referral of another year kept. */
const keptWords = async ({ table, referrals }: OnwardHelp, caseId: string, referralId: string, shares: string) => {
  const kept = await referrals.find(caseId, referralId);
  if (!kept) throw new Error("The referral is stored.");
  const { listPk, listSk } = { listPk: "PARTNER#earlyHelp", listSk: `0#${kept.answerDue}#${referralId}` };
  const older = { ...kept, person: { ...kept.person, householdSize: 2, children: 1 }, consent: { ...kept.consent, shares } };
  const { pk, sk } = referralKey(caseId, referralId);
  await table.client.send(
    new PutItemCommand({
      TableName: table.name,
      Item: marshall({ pk, sk, listPk, listSk, itemKind: "referral", ...older }, { removeUndefinedValues: true }),
    }),
  );
};

test("the contract of the service's API has the fields of the one list and no others", () => {
  expect(Object.keys(serviceReferralReply().shape).sort()).toEqual([...fieldsOf(sharedItemNames)].sort());
});

test("the API and the page give a service the fields that the consent words name, and no others", async () => {
  const onward = await openOnwardHelp();
  const { caseId, referralId } = await referredCase(onward, { application: unsafe });

  const { one, everything } = await seenBy(onward, referralId);
  const kept = await onward.referrals.find(caseId, referralId);

  contracts["GET /api/referrals/{referralId}"].reply.parse(one.json());
  const given = Object.keys(one.json<object>());
  expect(given.filter((field) => !fieldsOf(sharedItemNames).includes(field))).toEqual([]);
  expect(one.json()).toMatchObject({
    person: { name: "Robin Example" },
    contact: { ways: ["text"], phone: "07700 900123", safety: "Text between 10 and 2 only." },
    consent: { shares: everythingShared },
  });
  expect(kept && Object.keys(sharedWithService(kept)).filter((field) => !fieldsOf(sharedItemNames).includes(field))).toEqual([]);
  for (const untold of [
    "robin@example.com",
    "Sam",
    "under 19",
    "2 people",
    "without something",
    "Urgent",
    "urgent",
    "householdSize",
    "nothing.",
  ])
    expect(everything).not.toContain(untold);
});

test.each(sharedItemNames)("words that name no more than %s share no more than that", async (item) => {
  const onward = await openOnwardHelp();
  const { caseId, referralId } = await referredCase(onward, { application: unsafe });
  await keptWords(onward, caseId, referralId, sharedItems[item].says);

  const { page, one, everything } = await seenBy(onward, referralId);

  expect([page.status, one.status]).toEqual([200, 200]);
  contracts["GET /api/referrals/{referralId}"].reply.parse(one.json());
  expect(Object.keys(one.json<object>()).filter((field) => !fieldsOf([item]).includes(field))).toEqual([]);
  const says: Record<SharedItem, string> = { name: "Robin", contact: "07700 900123", help: "Help with rent arrears." };
  for (const [other, words] of Object.entries(says)) {
    if (other === item) expect(everything).toContain(words);
    else expect(everything).not.toContain(words);
  }
});

test("older words that named the household's size share the name, the contact and the reason, and words of another kind share nothing", async () => {
  const onward = await openOnwardHelp();
  const { caseId, referralId } = await referredCase(onward, { application: unsafe });

  await keptWords(onward, caseId, referralId, "a name, how to make contact safely, how many people live there and what help is needed");
  const older = await seenBy(onward, referralId);
  await keptWords(onward, caseId, referralId, "the street you live in");
  const other = await seenBy(onward, referralId);

  expect(older.one.json()).toMatchObject({ person: { name: "Robin Example" }, asks: "Help with rent arrears." });
  expect(older.everything).not.toMatch(/householdSize|children|under 19/);
  expect(other.page.status).toBe(200);
  expect(other.everything).not.toMatch(/Robin|07700|10 and 2|rent arrears/);
});

test.each([
  ["gives back", [["reject", { version: "1", reason: "No capacity." }]]],
  [
    "closes",
    [
      ["accept", { version: "1" }],
      ["outcome", { version: "2", outcome: "Arrears agreed." }],
    ],
  ],
] as const)(
  "a service that %s a referral no longer sees how to reach the person, by page, list, API and the reply to its own step",
  async (_, steps) => {
    const onward = await openOnwardHelp();
    const { referralId } = await referredCase(onward, { application: unsafe });
    for (const [route, form] of steps) {
      const taken = await send(onward.refer, `POST /referrals/{referralId}/${route}`, {
        as: onward.idris,
        path: { referralId },
        form: { ...form, stepId: `step-${route}` },
      });
      expect(taken.status).toBe(303);
    }

    const { page, one, everything } = await seenBy(onward, referralId);
    const tooLate = await send(onward.refer, "POST /api/referrals/{referralId}/acceptances", {
      as: onward.idris,
      path: { referralId },
      json: { version: 1 },
      headers: { "idempotency-key": "answer-late" },
    });

    expect([page.status, one.status, tooLate.status]).toEqual([200, 200, 409]);
    expect(page.body).toContain("you no longer see how to contact the person");
    for (const body of [everything, tooLate.body]) expect(body).not.toMatch(/07700|10 and 2|"contact"/);
  },
);

test("the reply to a rejection by API, and to the same sent again, says no more of how to reach the person", async () => {
  const onward = await openOnwardHelp();
  const { referralId } = await referredCase(onward, { application: unsafe });
  const reject = () =>
    send(onward.refer, "POST /api/referrals/{referralId}/rejections", {
      as: onward.idris,
      path: { referralId },
      json: { version: 1, reason: "No capacity." },
      headers: { "idempotency-key": "rejection-01" },
    });

  for (const reply of [await reject(), await reject()]) {
    expect(reply.status).toBe(201);
    contracts["POST /api/referrals/{referralId}/rejections"].reply.parse(reply.json());
    expect(reply.body).not.toMatch(/07700|10 and 2|"contact"/);
  }
});

test("a page view made of what is shared has no field of a person beside those of the list", async () => {
  const onward = await openOnwardHelp();
  const { caseId, referralId } = await referredCase(onward, { application: unsafe });
  const kept = await onward.referrals.find(caseId, referralId);
  if (!kept) throw new Error("The referral is stored.");

  const view = referralView(sharedWithService({ ...kept, consent: { ...kept.consent, shares: "nothing of yours" } }), new Date(), [
    shippedDirectory,
  ]);

  expect([view.name, view.contact, view.asks, view.reasonWords]).toEqual([undefined, undefined, undefined, undefined]);
  expect(JSON.stringify(view)).not.toMatch(/Robin|07700|10 and 2|rent/);
});

test("once a referral is withdrawn its service sees nothing of the person, by page, list or API", async () => {
  const onward = await openOnwardHelp();
  const { caseId, referralId, after } = await referredCase(onward, { application: unsafe });
  const withdrawn = await send(onward.refer, "POST /cases/{caseId}/withdraw", {
    as: onward.asha,
    path: { caseId },
    form: { ...seenIn(after), referralId, reason: "They changed their mind." },
  });

  const { page, one, everything } = await seenBy(onward, referralId);

  expect([withdrawn.status, page.status, one.status]).toEqual([303, 200, 200]);
  expect(Object.keys(one.json<object>()).sort()).toEqual(["referralId", "service", "state", "version", "withdrawnAt"]);
  expect(everything).not.toMatch(/Robin|07700|10 and 2|rent arrears|changed their mind/);
});
