/** A stored figure that does not equal the ledger, or a day that its scheme does not hold. */
export type Difference = { readonly place: string; readonly is: string; readonly shouldBe: string };

export const differenceWords = ({ place, is, shouldBe }: Difference): string => `${place} is ${is}, and should be ${shouldBe}`;
