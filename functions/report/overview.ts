import { addPence, type Pence } from "../../shared/domain/money.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { Money } from "../../shared/store/money.ts";

/** A scheme's money in three parts, which add up to its grant, unless some went back to the department. */
export type Overview = {
  readonly scheme: Scheme;
  readonly granted: Pence;
  readonly spent: Pence;
  readonly committed: Pence;
  readonly left: Pence;
};

/** Two reads for each scheme, however long its ledger is. */
export const overviewOf = (schemes: readonly Scheme[], money: Pick<Money, "envelopes" | "grant">): Promise<readonly Overview[]> =>
  Promise.all(
    schemes.map(async (scheme) => {
      const [envelopes, grant] = await Promise.all([money.envelopes(scheme.code), money.grant(scheme.code)]);
      return {
        scheme,
        granted: grant.granted,
        spent: addPence(envelopes.map(({ paid }) => paid)),
        committed: addPence(envelopes.flatMap(({ reserved, committed }) => [reserved, committed])),
        left: addPence([grant.unallocated, ...envelopes.flatMap(({ available, frozen, dueBack }) => [available, frozen, dueBack])]),
      };
    }),
  );
