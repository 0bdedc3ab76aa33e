import type { Application } from "../../shared/domain/application.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import type { Applications } from "../../shared/store/applications.ts";
import { personMarksOf } from "../../shared/store/person-marks.ts";

export type Marked = { readonly looked: number; readonly marked: number };

/** A household as somebody described it, on a form or in a list. */
export type Described = {
  readonly householdId: string;
  readonly describes: Pick<Application, "people" | "address">;
  readonly at: string;
};

/**
 * Marks the people of earlier applications and lists by the letters as they are folded today, beside the marks that they
 * have. Safe to stop and to run again: a mark that is there stays as it is.
 */
export const markAgain = async (
  key: string,
  described: AsyncIterable<readonly Described[]>,
  { applications }: { readonly applications: Pick<Applications, "mark"> },
): Promise<Marked> => {
  const counted = { looked: 0, marked: 0 };
  for await (const some of described) {
    counted.looked += some.length;
    const put = await Promise.all(
      some.flatMap(({ householdId, describes, at }) =>
        personMarksOf(key, describes, londonDay(new Date(at))).map((mark) => applications.mark(mark, householdId)),
      ),
    );
    counted.marked += put.filter(Boolean).length;
  }
  return counted;
};
