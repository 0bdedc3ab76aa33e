import { type SchemeBook, schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { addMatchingTotals, noMatchingTotals, tryMatching } from "../../shared/domain/scheme-draft/matching-trial.ts";
import { tryCase } from "../../shared/domain/scheme-draft/trial.ts";
import { totalsOf } from "../../shared/domain/scheme-draft/trial-totals.ts";
import { Fault } from "../../shared/fault.ts";
import type { DecidedCases } from "../../shared/store/decided-cases.ts";
import { readItem } from "../../shared/store/items.ts";
import type { SchemeTrial, SchemeTrials, TrialPart } from "../../shared/store/scheme-trials.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { consume } from "../../shared/stream/consume.ts";
import type { ConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { schemeIn } from "./check-document.ts";

export type TrySchemePorts = {
  readonly trials: Pick<SchemeTrials, "read" | "finishPart">;
  readonly decidedCases: DecidedCases;
  /** Reads anew, because somebody may have published the compared version today. */
  readonly schemes: Pick<Schemes, "freshBook">;
};

/** Works out the parts of a trial that the queue brings. Each part asks for the next in the write that keeps its own result. */
export const createTryScheme = ({ queue, ...ports }: TrySchemePorts & { readonly queue: ConsumedQueue }) =>
  consume(
    "tryScheme",
    async ({ item }) => {
      const part = readItem("trialPart", item);
      return { trialId: part.trialId, part: part.part, outcome: await tryPart(part, ports) };
    },
    queue,
  );

const tryPart = async ({ trialId, part, after }: TrialPart, { trials, decidedCases, schemes }: TrySchemePorts) => {
  const progress = await trials.read(trialId);
  if (!progress) throw new Fault("itemUnreadable");
  if (progress.results.some((result) => result.part === part)) return "alreadyFinished";

  const { trial } = progress;
  const { inForce, draft } = versionsOf(trial, await schemes.freshBook());
  const { cases, reached, upTo, isLast } = await decidedCases.after(after, trial.startedAt);
  const matching = cases
    .map((one) => tryMatching(one.matching, inForce.matching, draft.matching))
    .reduce(addMatchingTotals, noMatchingTotals);
  const totals = { ...totalsOf(cases.map((one) => tryCase(one, inForce, draft))), matching };
  const { kind } = await trials.finishPart(
    { trialId, part, totals, upTo, isLast },
    isLast ? undefined : { trialId, part: part + 1, after: reached },
  );
  return kind;
};

const versionsOf = ({ document, inForce: { scheme, version } }: SchemeTrial, book: SchemeBook) => {
  const inForce = schemeVersion(book, scheme, version);
  if (!inForce) throw new Fault("itemUnreadable");
  return { inForce, draft: schemeIn({ document }) };
};
