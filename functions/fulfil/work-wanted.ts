import { type Fulfiller, isFulfiller, wayOf } from "../../shared/domain/line/fulfiller.ts";
import { type LineStage, lineStages } from "../../shared/domain/line/line.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { Lines } from "../../shared/store/lines.ts";
import { isBadCursor, type Slice, type SliceWanted } from "../../shared/store/slices.ts";
import { asReadBy, type LineInList } from "../line/withheld-line.ts";

export type WorkPorts = { readonly lines: Pick<Lines, "onList" | "barredFrom"> };

/** The list of work, its stage and the slice of it that a request's query names. */
export type WorkWanted = { readonly fulfiller: Fulfiller; readonly stage: LineStage; readonly slice: SliceWanted };

const stages = Object.keys(lineStages) as LineStage[];

/** Lines leave the lists of banks and suppliers when they have arrived. */
export const stagesOf = (fulfiller: Fulfiller): readonly LineStage[] => {
  switch (wayOf(fulfiller)) {
    case "provider":
      return ["trouble", "issued", "delivered", "watched"];
    case "partner":
      return stages.filter((stage) => stage !== "watched");
    case "bank":
    case "supplier":
      return ["trouble", "approved", "issued"];
  }
};

export const workWantedFrom = (fulfiller: string, query: Readonly<Record<string, string | undefined>>): WorkWanted | undefined => {
  if (!isFulfiller(fulfiller)) return undefined;
  const usual = wayOf(fulfiller) === "provider" ? "issued" : "approved";
  const stage = stagesOf(fulfiller).find((name) => name === (query.stage ?? usual));
  const slice = sliceWantedFrom(query, 50);
  return stage && slice && { fulfiller, stage, slice };
};

/** The lines of a list as this person may read them. */
export const listWork = async (
  { fulfiller, stage, slice }: WorkWanted,
  { id }: Pick<Principal, "id">,
  { lines }: WorkPorts,
): Promise<Slice<LineInList> | undefined> => {
  const found = await lines.onList(fulfiller, stage, slice);
  return isBadCursor(found) ? undefined : { ...found, items: await asReadBy(id, found.items, lines) };
};
