import type { Item } from "../../../shared/store/items.ts";
import type { KindName } from "../../../shared/store/kinds.ts";

const text = (S: string) => ({ S });
const number = (N: string) => ({ N });
const by = { M: { id: text("assessor-1"), name: text("Asha Patel") } };

/** Items as earlier code put them into the table, each with what it lacks. All must stay readable. */
export const earlierItems: readonly { readonly kind: KindName; readonly lacks: string; readonly item: Item; readonly reads: object }[] = [
  {
    kind: "award",
    lacks: "evidence and checks, of format 1",
    item: {
      pk: text("CASE#ABCD-EFGH-JKMN"),
      sk: text("AWARD#ABCD-EFGH-JKMN-A1"),
      itemKind: text("award"),
      correlationId: text("request-1"),
      awardId: text("ABCD-EFGH-JKMN-A1"),
      caseId: text("ABCD-EFGH-JKMN"),
      householdId: text("H-1"),
      scheme: text("CRF"),
      schemeVersion: number("1"),
      lines: {
        L: [
          {
            M: {
              item: text("foodParcel"),
              label: text("Food"),
              category: text("CRISIS_PAYMENT"),
              delivery: text("CASH"),
              amount: number("6000"),
            },
          },
        ],
      },
      total: number("6000"),
      committedAt: text("2026-05-01T10:00:00.000Z"),
      by,
      reason: text("Nothing to eat."),
      decisionId: text("d"),
      results: { L: [] },
      drawnOn: {
        L: [
          {
            M: {
              scheme: text("CRF"),
              category: text("CRISIS_PAYMENT"),
              period: text("whole"),
              pot: text("ordinary"),
              shard: number("0"),
            },
          },
        ],
      },
    },
    reads: { evidence: [], checks: [], total: 6000 },
  },
  {
    kind: "application",
    lacks: "housing costs, help from elsewhere, public funds and how to pay",
    item: {
      pk: text("CASE#ABCD-EFGH-JKMN"),
      sk: text("APPLICATION"),
      itemKind: text("application"),
      contentHash: text("h"),
      application: {
        M: {
          applicant: { M: { role: text("self") } },
          people: {
            L: [{ M: { name: text("Robin Example"), dateOfBirth: text("1984-03-09"), relationship: text("self") } }],
          },
          // Outside today's area.
          address: { M: { kind: text("settled"), line1: text("12 Sample Street"), postcode: text("LE1 1AA") } },
          money: { M: { monthlyIncome: number("115000"), benefits: { L: [] }, savings: number("2000") } },
          circumstances: { M: { trigger: text("ongoing"), story: text("It broke."), without: { L: [] } } },
          wants: { M: { needs: { L: [text("food")] } } },
          contact: { M: { ways: { L: [text("letter")] } } },
          sharing: { M: { agreed: { BOOL: false } } },
          declared: { BOOL: true },
        },
      },
    },
    reads: { application: { wants: { needs: ["food"] }, address: { postcode: "LE1 1AA" } } },
  },
  {
    kind: "household",
    lacks: "the day and the window of a claim",
    item: {
      pk: text("HOUSEHOLD#H-1"),
      sk: text("HOUSEHOLD"),
      itemKind: text("household"),
      householdId: text("H-1"),
      version: number("1"),
      claims: {
        L: [
          {
            M: {
              need: text("food"),
              scheme: text("CRF"),
              awardId: text("ABCD-EFGH-JKMN-A1"),
              from: text("2026-04-01"),
              until: text("2026-06-30"),
            },
          },
        ],
      },
      reached: { M: { CRF: { M: { awards: number("1"), categories: { M: { CRISIS_PAYMENT: number("1") } } } } } },
      spent: { M: { CRF: number("6000") } },
    },
    reads: { claims: [{ need: "food", until: "2026-06-30" }] },
  },
  {
    kind: "event",
    lacks: "the assessment of an application",
    item: {
      pk: text("CASE#ABCD-EFGH-JKMN"),
      sk: text("EVENT#000001"),
      itemKind: text("event"),
      caseId: text("ABCD-EFGH-JKMN"),
      sequence: number("1"),
      at: text("2026-05-01T10:00:00.000Z"),
      by,
      detail: { M: { kind: text("submitted"), by } },
      previousHash: text(""),
      hash: text("h"),
    },
    reads: { detail: { kind: "submitted" } },
  },
  {
    kind: "draft",
    lacks: "its answers, since it was sent",
    item: {
      pk: text("DRAFT#h"),
      sk: text("DRAFT"),
      itemKind: text("draft"),
      caseId: text("ABCD-EFGH-JKMN"),
      formToken: text("t"),
      sent: { BOOL: true },
      expiresAtSeconds: number("1800000000"),
    },
    reads: { answers: {}, sent: true },
  },
];
