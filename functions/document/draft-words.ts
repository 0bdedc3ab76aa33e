import { formatInstant } from "../../shared/domain/dates.ts";
import type { DocumentDraft } from "../../shared/store/published-documents.ts";

/** Who came first, for somebody who came second. */
export const changedMeanwhile = ({ changedBy, changedAt }: Pick<DocumentDraft<unknown>, "changedBy" | "changedAt">): string =>
  `${changedBy.name} changed this draft on ${formatInstant(changedAt)}, after you opened it.`;

export const secondPersonWords =
  "You have edited this draft, so you cannot publish it. A scheme manager who has not edited it reads it and publishes it.";
