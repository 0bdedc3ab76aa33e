import { formatInstant } from "../../shared/domain/dates.ts";
import { entryKinds } from "../../shared/domain/ledger/ledger.ts";
import { formatToThePenny, pence } from "../../shared/domain/money.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { categoryOf } from "../../shared/domain/scheme/scheme.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import { functions } from "../../shared/system.ts";
import { type OpenedCell, shareOf } from "./open-cell.ts";
import type { Rebuilt } from "./rebuild-return.ts";
import { cellPath, returnPath } from "./return-paths.ts";
import { figureText, placeInWords, returnName } from "./return-words.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "return/cell.njk": ReturnType<typeof cellView>;
    "return/rebuilt.njk": ReturnType<typeof rebuiltView>;
  }
}

const awardReaders = functions.award.routes["GET /awards/{awardId}"];
const caseReaders = functions.assess.routes["GET /cases/{caseId}"];

export const linesShown = 50;

const cellName = ({ cell }: OpenedCell): string => `${cell.table}.${cell.row}.${cell.column}.${cell.measure}`;

const cellView = (opened: OpenedCell, principal: Principal, from: number) => {
  const { prepared, layout, scheme, seen, cell, value, lines, money } = opened;
  const shown = lines.slice(from, from + linesShown);
  const path = cellPath(prepared, cellName(opened));
  return {
    scheme,
    back: { text: returnName(prepared, layout), href: `${returnPath(prepared)}#cell-${cellName(opened)}` },
    title: placeInWords(cell, layout, seen.computed),
    figure: figureText(cell.measure, value),
    isSpend: cell.measure === "spend",
    shareLabel: cell.measure === "spend" ? "Adds" : "Counts",
    counted: lines.length.toLocaleString("en-GB"),
    lines: shown.map((line) => ({
      awardId: line.awardId,
      caseId: line.caseId,
      // Lines are counted from 1 wherever people read them.
      line: line.line + 1,
      label: line.label,
      spend: formatToThePenny(pence(line.spend)),
      share: figureText(cell.measure, shareOf(cell, line)),
    })),
    money: (from === 0 ? money : []).map(({ entryId, kind, category, at, spend }) => ({
      entryId,
      kind: entryKinds[kind].label,
      category: categoryOf(scheme, category)?.label ?? category,
      at: formatInstant(at),
      spend: formatToThePenny(pence(spend)),
    })),
    // Scheme managers see the money but not a household's award.
    opensAwards: holdsOneOf(principal, awardReaders),
    opensCases: holdsOneOf(principal, caseReaders),
    first: from > 0 ? path : undefined,
    next: from + linesShown < lines.length ? `${path}?from=${from + linesShown}` : undefined,
  };
};

export const cellPage = (opened: OpenedCell, principal: Principal, from = "0"): Reply => {
  const start = /^\d{1,7}$/.test(from) ? Number(from) : 0;
  return page("return/cell.njk", cellView(opened, principal, start < opened.lines.length ? start : 0));
};

const rebuiltView = ({ found, ...rebuilt }: Exclude<Rebuilt, { readonly kind: "notFound" }>) => ({
  scheme: found.scheme,
  back: { text: returnName(found.prepared, found.layout), href: returnPath(found.prepared) },
  ...(rebuilt.kind === "rebuilt"
    ? { isCounted: true, isSame: rebuilt.isSame, kept: rebuilt.kept, rebuilt: rebuilt.rebuilt }
    : { isCounted: false, isSame: false, kept: "", rebuilt: "" }),
  asOf: found.prepared.window.asOf,
});

export const rebuiltPage = (rebuilt: Exclude<Rebuilt, { readonly kind: "notFound" }>): Reply =>
  page("return/rebuilt.njk", rebuiltView(rebuilt));
