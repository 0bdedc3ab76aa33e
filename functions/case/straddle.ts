import { decisionOf } from "../../shared/domain/case/case.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import type { CaseFacts } from "./case-facts.ts";
import { differencesSince } from "./rules-view.ts";

/** Both schemes of a case that came under one and is decided under another. Money belongs to the scheme that commits it. */
export const straddleOf = ({ book, case: head, assessment, scheme, schemeApplied }: CaseFacts) => {
  const isDecided = decisionOf(head) !== undefined;
  const decidedUnder = isDecided ? book.findLast(({ code }) => code === assessment?.scheme) : scheme;
  if (!decidedUnder || decidedUnder.code === schemeApplied?.code) return undefined;
  return {
    appliedUnder: schemeApplied?.about.name,
    appliedOn: londonDay(new Date(head.submittedAt)),
    decidedUnder: decidedUnder.about.name,
    isDecided,
  };
};

/** Undefined where the rules themselves have not changed since the application. */
export const changesSinceSent = ({ pinned, assessment, book }: CaseFacts) => {
  if (!pinned || !assessment) return undefined;
  const isSame = pinned.scheme === assessment.scheme && pinned.schemeVersion === assessment.schemeVersion;
  return isSame ? undefined : differencesSince(pinned, assessment, book);
};
