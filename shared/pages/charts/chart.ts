/** Tells parts of a bar, and lines, apart without colour. A page has no more than these in one chart. */
export const barLooks = ["solid", "striped", "dotted", "open"] as const;
type BarLook = (typeof barLooks)[number];
export type LineLook = "whole" | "dashed" | "points";

type Text = {
  readonly x: string;
  readonly y: number;
  readonly text: string;
  readonly anchor: "start" | "middle" | "end";
  readonly isStrong: boolean;
};

/** A drawing with its table. Widths are shares of the room there is, so that text keeps its size on a phone. */
export type Chart = {
  readonly id: string;
  readonly title: string;
  /** What the drawing shows, in a sentence or two, for somebody who does not see it. */
  readonly says: string;
  readonly height: number;
  readonly bars: readonly {
    readonly x: string;
    readonly y: number;
    readonly width: string;
    readonly height: number;
    readonly look: BarLook;
  }[];
  readonly grid: readonly number[];
  readonly marks: readonly { readonly x: string; readonly from: number; readonly to: number }[];
  readonly lines: readonly { readonly points: string; readonly look: LineLook }[];
  /** Lines are drawn in a hundred by a hundred, which is stretched to this band of the drawing. */
  readonly band: { readonly y: number; readonly height: number };
  readonly texts: readonly Text[];
  readonly key: readonly { readonly label: string; readonly look: BarLook | LineLook }[];
  readonly table: {
    readonly first: string;
    readonly columns: readonly string[];
    readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
  };
};

export const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`;

/** SVG breaks no lines. As many letters as fit beside each other on the narrowest phone. */
export const linesOf = (text: string, letters = 32): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};
