import { decisionOf } from "../../shared/domain/case/case.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import type { CaseFacts } from "./case-facts.ts";
import { differencesSince } from "./rules-view.ts";

/**
 * A case that was sent under one scheme and is decided under another. Money belongs to the scheme in which it is
 * committed, so the rules have been run again under that one. Undefined where it is one scheme all along.
 */
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

/** Where the rules themselves have changed since the application was sent, what came out differently. Undefined where they are the same. */
export const changesSinceSent = ({ pinned, assessment, book }: CaseFacts) => {
  if (!pinned || !assessment) return undefined;
  const isSame = pinned.scheme === assessment.scheme && pinned.schemeVersion === assessment.schemeVersion;
  return isSame ? undefined : differencesSince(pinned, assessment, book);
};
