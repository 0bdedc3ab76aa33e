import type { Principal } from "../../shared/domain/principal.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import { page, type Reply, seeOther } from "../../shared/http/reply.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { interestDeclaredPage } from "../case/interest-declared.ts";
import { householdPath } from "./household-paths.ts";
import { householdView } from "./household-view.ts";
import { type HouseholdFacts, isOutOfHousehold, type ReadHouseholdPorts, readHousehold } from "./read-household.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "household/household.njk": ReturnType<typeof householdView>;
  }
}

export type HouseholdPagePorts = ReadHouseholdPorts & { readonly schemes: Pick<Schemes, "book"> };

/** The address of a household that was joined to another leads to that one. */
export const householdPage = async (
  householdId: string,
  ports: HouseholdPagePorts,
  { principal, now }: { readonly principal: Principal; readonly now: Date },
): Promise<Reply> => {
  const read = await readHousehold(householdId, ports);
  if (read.kind === "notFound") return notFoundPage();
  if (read.kind === "joined") return seeOther(householdPath(read.to));
  if (isOutOfHousehold(read.facts, principal)) return outOfHouseholdPage(read.facts);
  return page("household/household.njk", householdView(read.facts, principal, await ports.schemes.book(now), now));
};

/** A case or an award under which somebody may lift the interest. */
export const interestUnder = ({ cases, awards }: Pick<HouseholdFacts, "cases" | "awards">): string =>
  cases.at(-1)?.case.caseId ?? awards[0]?.caseId ?? "";

export const outOfHouseholdPage = (facts: HouseholdFacts): Reply => interestDeclaredPage(interestUnder(facts));
