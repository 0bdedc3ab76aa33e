import { londonDay } from "../../shared/domain/dates.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { SchemeDraft } from "../../shared/store/scheme-drafts.ts";
import { mayChange } from "../document/publish-draft.ts";
import { schemeIn } from "./check-document.ts";
import { draftPath, trialPath } from "./scheme-paths.ts";
import { isAtWork, type TrialView } from "./trial.ts";
import { casesInWords, changeRows, costRows, matchingTables, ruleRows, thresholdsInWords, unknownRows } from "./trial-words.ts";

const trialView = (draft: SchemeDraft, trial: TrialView | undefined, principal: Principal) => ({
  scheme: schemeIn(draft),
  draftPath: draftPath(draft.draftId),
  action: trialPath(draft.draftId),
  mayStart: mayChange(principal) && !(trial && isAtWork(trial)),
  trial: trial && {
    isDone: trial.isDone,
    isStuck: trial.isStuck,
    isOfThisDraft: trial.isOfThisDraft,
    parts: trial.parts,
    startedAt: trial.trial.startedAt,
    startedBy: trial.trial.startedBy.name,
    inForce: `${trial.inForce.about.name}, version ${trial.inForce.version}`,
    cases: casesInWords(trial.totals.cases),
    fromDay: londonDay(new Date(trial.from)),
    upToDay: trial.upTo && londonDay(new Date(trial.upTo)),
    changes: changeRows(trial),
    helpedBy: ruleRows(trial.totals.helpedBy, trial),
    refusedBy: ruleRows(trial.totals.refusedBy, trial),
    costs: costRows(trial),
    unknown: unknownRows(trial),
    matching: matchingTables(trial),
    thresholds: { inForce: thresholdsInWords(trial.inForce), draft: thresholdsInWords(trial.draft) },
  },
});

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "schemes/trial.njk": ReturnType<typeof trialView>;
  }
}

export const trialPage = (...asked: Parameters<typeof trialView>): Reply => page("schemes/trial.njk", trialView(...asked));
