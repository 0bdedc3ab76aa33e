import { QueryCommand, type QueryCommandInput } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import type { Case, CaseStatus } from "../domain/case/case.ts";
import type { ServiceCode } from "../domain/directory/directory.ts";
import type { Referral } from "../domain/referral/referral.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { table as schema } from "../system.ts";
import { readPart, type Table, values } from "./items.ts";
import { caseList, partnerList } from "./keys.ts";
import type { KindName } from "./kinds.ts";
import { pauses, referralState } from "./schemas/cases.ts";
import { once, type Shape } from "./schemas/pieces.ts";

/** A gauge reads no more of a list than this: a longer list shows as trouble anyway. */
const mostRead = 1_000;

export type DecidedCase = Pick<Case, "submittedAt"> & { readonly decision: { readonly at: string } };
export type UrgentCase = Pick<Case, "submittedAt" | "pauses">;
export type OpenReferral = Pick<Referral, "state" | "answerDue">;

/** The watch's readings of the lists: times and states, and nobody's name. */
export type Gauges = {
  /** The clock of the urgent case that stands first in the list of a status. */
  oldestUrgent(status: CaseStatus): Promise<UrgentCase | undefined>;
  /** The cases about which somebody decided from one moment up to, and without, another. */
  decidedIn(from: Date, to: Date): Promise<readonly DecidedCase[]>;
  /** The newest decisions about a scheme's cases from one moment up to, and without, another. */
  decidedOf(scheme: SchemeCode, from: Date, to: Date): Promise<readonly DecidedCase[]>;
  /** A service's referrals that are not closed, the soonest due first. */
  openReferrals(service: ServiceCode): Promise<readonly OpenReferral[]>;
};

type ListRead = Pick<QueryCommandInput, "FilterExpression" | "Limit" | "ScanIndexForward"> & {
  readonly list: string;
  readonly sortKey?: string;
  readonly names?: Record<string, string>;
  readonly values?: object;
  readonly attributes: readonly string[];
};

const urgent = once((): z.ZodMiniType<UrgentCase> => z.object({ submittedAt: z.string(), pauses: pauses() } satisfies Shape<UrgentCase>));
const decided = once(
  (): z.ZodMiniType<DecidedCase> =>
    z.object({ submittedAt: z.string(), decision: z.object({ at: z.string() }) } satisfies Shape<DecidedCase>),
);
const open = once(
  (): z.ZodMiniType<OpenReferral> => z.object({ state: referralState(), answerDue: z.string() } satisfies Shape<OpenReferral>),
);

export const dynamoGauges = (table: Table): Gauges => {
  const query = async <T>(
    kind: KindName,
    shape: () => z.ZodMiniType<T>,
    { list, sortKey, names, values: more, attributes, ...read }: ListRead,
  ): Promise<T[]> => {
    const { Items: items = [] } = await table.client.send(
      new QueryCommand({
        Limit: mostRead,
        ...read,
        TableName: table.name,
        IndexName: schema.index.name,
        KeyConditionExpression: `listPk = :list${sortKey ? ` AND ${sortKey}` : ""}`,
        ProjectionExpression: ["itemKind", ...attributes].join(", "),
        ...(names && { ExpressionAttributeNames: names }),
        ExpressionAttributeValues: values({ ...more, ":list": list }),
      }),
    );
    return items.map((item) => readPart(kind, shape(), item));
  };

  return {
    async oldestUrgent(status) {
      const [oldest] = await query("case", urgent, {
        list: caseList(status),
        sortKey: "begins_with(listSk, :urgent)",
        values: { ":urgent": "0#" },
        attributes: ["submittedAt", "pauses"],
        Limit: 1,
      });
      return oldest;
    },

    async decidedIn(from, to) {
      const attributes = ["submittedAt", "decision.#at"];
      const names = { "#at": "at" };
      const moments = { ":from": from.toISOString(), ":to": to.toISOString() };
      const found = await Promise.all([
        // A decided case stands in its list by when that was.
        ...(["awarded", "refused"] as const).map((status) =>
          query("case", decided, {
            list: caseList(status),
            sortKey: "listSk BETWEEN :from AND :to",
            names,
            values: moments,
            attributes,
          }),
        ),
        // A case that awaits a second person is decided too. Its approval keeps the time of the decision, so it counts once.
        query("case", decided, {
          list: caseList("toApprove"),
          FilterExpression: "decision.#at >= :from AND decision.#at < :to",
          names,
          values: moments,
          attributes,
        }),
      ]);
      return found.flat();
    },

    async decidedOf(scheme, from, to) {
      const lists = (["awarded", "refused"] as const).map((status) =>
        query("case", decided, {
          list: caseList(status),
          sortKey: "listSk BETWEEN :from AND :to",
          FilterExpression: "decision.scheme = :scheme",
          names: { "#at": "at" },
          values: { ":from": from.toISOString(), ":to": to.toISOString(), ":scheme": scheme },
          attributes: ["submittedAt", "decision.#at"],
          ScanIndexForward: false,
        }),
      );
      return (await Promise.all(lists)).flat();
    },

    openReferrals: (service) =>
      query("referral", open, {
        list: partnerList(service),
        sortKey: "begins_with(listSk, :open)",
        names: { "#state": "state" },
        values: { ":open": "0#" },
        attributes: ["#state", "answerDue"],
      }),
  };
};
