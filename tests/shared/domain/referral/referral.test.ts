import { expect, test } from "vitest";
import type { Case } from "../../../../shared/domain/case/case.ts";
import type { DirectoryBook } from "../../../../shared/domain/directory/directory-book.ts";
import { shippedDirectory } from "../../../../shared/domain/directory/shipped-directory.ts";
import {
  isClosed,
  isOverdue,
  mayMove,
  type ReferralState,
  referralMoves,
  referralsFor,
} from "../../../../shared/domain/referral/referral.ts";
import { applicationInput, applicationLike, assessor, toReach } from "../../../examples.ts";

const now = new Date("2026-11-20T10:00:00Z");
const subject: Case = {
  caseId: "7K3F-9QZT-1A2B",
  status: "waiting",
  version: 3,
  urgent: false,
  submittedAt: "2026-11-19T09:00:00.000Z",
  householdId: "H-1",
  applicantName: "Robin Example",
  needs: ["food"],
  lastEventHash: "",
  possibleHouseholds: [],
};
const requests = [
  { service: "welfareRights", reasons: ["incomeMaximisation"], asks: "Check every benefit." },
  { service: "earlyHelp", reasons: ["debt", "housing"], asks: "Look at the rent." },
] as const satisfies Parameters<typeof referralsFor>[0];

const directories: DirectoryBook = [shippedDirectory];

const states = Object.keys(referralMoves) as ReferralState[];

test("nobody is referred without agreeing, and a decision without referrals is always possible", () => {
  const refusing = applicationLike({ sharing: { agreed: false } });
  expect(referralsFor(requests, { case: subject, ...toReach(refusing) }, assessor, now, directories)).toBeUndefined();
  expect(referralsFor([], { case: subject, ...toReach(refusing) }, assessor, now, directories)).toEqual([]);
});

test("a referral has the person, how to reach them and the request, and nothing else of the application", () => {
  const [referral] = referralsFor(requests, { case: subject, ...toReach(applicationLike()) }, assessor, now, directories) ?? [];
  expect(referral).toMatchObject({
    referralId: "7K3F-9QZT-1A2B-R3.1",
    person: { name: "Robin Example" },
    contact: applicationInput.contact,
    serviceName: "Welfare Benefit Adviser",
    reasonLabels: ["Income maximisation"],
    consent: {
      agreed: true,
      at: subject.submittedAt,
      shares: "a name, how to make contact safely and what help is needed",
    },
    state: "requested",
    version: 1,
  });
  expect(JSON.stringify(referral)).not.toContain("boiler");
  expect(JSON.stringify(referral)).not.toContain("1984");
});

test("the same decision sent again makes the same referrals", () => {
  const ids = () =>
    referralsFor(requests, { case: subject, ...toReach(applicationLike()) }, assessor, now, directories)?.map(
      ({ referralId }) => referralId,
    );
  expect(ids()).toEqual(["7K3F-9QZT-1A2B-R3.1", "7K3F-9QZT-1A2B-R3.2"]);
  expect(ids()).toEqual(ids());
});

test.each([
  [false, "2026-11-27"],
  [true, "2026-11-24"],
])("when a case's urgency is %s, an answer is due by %s", (urgent, answerDue) => {
  const [referral] =
    referralsFor(requests, { case: { ...subject, urgent }, ...toReach(applicationLike()) }, assessor, now, directories) ?? [];
  expect(referral?.answerDue).toBe(answerDue);
  expect(referral && isOverdue(referral, answerDue)).toBe(false);
  expect(referral && isOverdue(referral, "2026-11-28")).toBe(true);
  expect(referral && isOverdue({ ...referral, state: "accepted" }, "2026-11-28")).toBe(false);
});

test("an accepted referral can be closed, handed back or withdrawn, and a closed referral stays closed", () => {
  const moves = states.flatMap((from) => states.filter((to) => mayMove(from, to)).map((to) => `${from} ${to}`));
  expect(moves).toEqual([
    "requested accepted",
    "requested rejected",
    "requested cancelled",
    "accepted rejected",
    "accepted completed",
    "accepted cancelled",
  ]);
  expect(states.filter((state) => isClosed({ state }))).toEqual(["rejected", "completed", "cancelled"]);
});
