import { randomUUID } from "node:crypto";
import { type Fulfiller, fulfillerNames, fulfillers, wayOf } from "../../shared/domain/line/fulfiller.ts";
import { type LineStage, lineStages } from "../../shared/domain/line/line.ts";
import { type LineAction, labelOf, mayAct } from "../../shared/domain/line/line-action.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import { countWords } from "../../shared/http/slice-wanted.ts";
import type { Link } from "../../shared/pages/views.ts";
import { lineInWords, readerOf } from "../line/line-words.ts";
import type { Notice } from "./list-outcomes.ts";
import { listWork, stagesOf, type WorkPorts, type WorkWanted } from "./work-wanted.ts";

const listPath = (fulfiller: Fulfiller, stage: LineStage) => `/fulfilment/${fulfiller}?stage=${stage}`;

const troubleShown = 10;

type LineRow = ReturnType<typeof lineInWords> & { readonly version: number };
type WorkPageView = {
  readonly trouble: readonly {
    readonly label: string;
    readonly lines: readonly LineRow[];
    readonly counted: string;
    readonly more?: string;
  }[];
  readonly lists: readonly { readonly label: string; readonly stages: readonly Link[] }[];
};
type WorkListPageView = {
  readonly fulfiller: { readonly name: Fulfiller; readonly label: string };
  readonly stage: { readonly name: LineStage; readonly text: string };
  readonly tabs: readonly (Link & { readonly isOpen: boolean })[];
  readonly lines: readonly LineRow[];
  readonly counted: string;
  readonly action?: { readonly name: LineAction; readonly label: string };
  readonly orderFile: boolean;
  readonly mayImport: boolean;
  readonly isBank: boolean;
  readonly next?: string;
  readonly first?: string;
  readonly stepId: string;
  readonly notice?: Notice;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "fulfil/work.njk": WorkPageView;
    "fulfil/list.njk": WorkListPageView;
  }
}

/** Every list of work, with the lines that need somebody on top. */
export const workPage = async (principal: Principal, ports: WorkPorts): Promise<Reply> => {
  const reader = readerOf(principal);
  const trouble = await Promise.all(
    fulfillerNames.map(async (fulfiller) => {
      const found = await listWork({ fulfiller, stage: "trouble", slice: { limit: troubleShown, isCounted: true } }, principal, ports);
      const lines = found?.items.map(({ line }) => ({ ...lineInWords(line, reader), version: line.version })) ?? [];
      return {
        label: fulfillers[fulfiller].label,
        lines,
        counted: countWords(found?.counted),
        more: found?.next && listPath(fulfiller, "trouble"),
      };
    }),
  );
  return page("fulfil/work.njk", {
    trouble: trouble.filter(({ lines }) => lines.length > 0),
    lists: fulfillerNames.map((fulfiller) => ({
      label: fulfillers[fulfiller].label,
      stages: stagesOf(fulfiller).map((stage) => ({ text: lineStages[stage], href: listPath(fulfiller, stage) })),
    })),
  });
};

/** The step that can be taken of many lines of a list at once. */
const bulkActionFor = (fulfiller: Fulfiller, stage: LineStage): LineAction | undefined => {
  const way = wayOf(fulfiller);
  if (way !== "supplier" && way !== "partner") return undefined;
  if (stage === "approved") return "issue";
  if (stage === "issued") return "deliver";
  return stage === "delivered" && way === "partner" ? "spend" : undefined;
};

/** One list of work. The notice says what came of the form that somebody sent from it. */
export const workListPage = async (
  work: WorkWanted,
  principal: Principal,
  ports: WorkPorts,
  { notice, status = 200 }: { readonly notice?: Notice; readonly status?: number } = {},
): Promise<Reply | undefined> => {
  const { fulfiller, stage, slice } = work;
  const found = await listWork(work, principal, ports);
  if (!found) return undefined;
  const reader = readerOf(principal);
  const action = bulkActionFor(fulfiller, stage);
  const way = wayOf(fulfiller);
  return page(
    "fulfil/list.njk",
    {
      fulfiller: { name: fulfiller, label: fulfillers[fulfiller].label },
      stage: { name: stage, text: lineStages[stage] },
      tabs: stagesOf(fulfiller).map((name) => ({ text: lineStages[name], href: listPath(fulfiller, name), isOpen: name === stage })),
      lines: found.items.map(({ line }) => ({ ...lineInWords(line, reader), version: line.version })),
      counted: countWords(found.counted),
      action: action && mayAct(action, principal.roles) ? { name: action, label: labelOf(action, fulfiller) } : undefined,
      orderFile: way === "supplier" || way === "partner" ? found.items.length > 0 && mayAct("issue", principal.roles) : false,
      mayImport: way !== "bank" && principal.roles.includes("finance"),
      isBank: way === "bank",
      next: found.next && `${listPath(fulfiller, stage)}&cursor=${encodeURIComponent(found.next)}`,
      first: slice.after === undefined ? undefined : listPath(fulfiller, stage),
      stepId: randomUUID(),
      notice,
    },
    status,
  );
};
