import type { Chance } from "../../infra/local/demo-data/random.ts";

const near: Readonly<Record<string, string>> = {
  a: "qsz",
  b: "vgn",
  c: "xvd",
  d: "sfe",
  e: "wrd",
  f: "dgr",
  g: "fht",
  h: "gjy",
  i: "uok",
  j: "hku",
  k: "jli",
  l: "kop",
  m: "nj",
  n: "bmh",
  o: "ipl",
  p: "ol",
  q: "wa",
  r: "etf",
  s: "adw",
  t: "ryg",
  u: "yij",
  v: "cbf",
  w: "qes",
  x: "zcs",
  y: "tuh",
  z: "xas",
};

/** A letter missed, doubled, hit beside its key, or two turned round. */
export const typo = (chance: Chance, word: string): string => {
  if (word.length < 3) return word;
  const place = chance.between(1, word.length - 2);
  const letter = word.charAt(place);
  switch (chance.between(0, 3)) {
    case 0:
      return word.slice(0, place) + word.slice(place + 1);
    case 1:
      return word.slice(0, place) + letter + word.slice(place);
    case 2:
      return word.slice(0, place) + (chance.takeFrom([...(near[letter.toLowerCase()] ?? "e")]) || "e") + word.slice(place + 1);
    default:
      return word.slice(0, place) + word.charAt(place + 1) + letter + word.slice(place + 2);
  }
};

export const swappedDay = (day: string): string => {
  const [year = "", month = "", date = ""] = day.split("-");
  return Number(date) <= 12 ? `${year}-${date}-${month}` : day;
};

/** One figure of a date that still is one. */
export const slippedDay = (chance: Chance, day: string): string => {
  const [year = "", month = "", date = ""] = day.split("-");
  const other = (low: number, high: number, now: string, width: number) =>
    String(now === String(high).padStart(width, "0") ? low : Number(now) + 1).padStart(width, "0");
  switch (chance.between(0, 2)) {
    case 0:
      return `${Number(year) + chance.oneOf([1, -1])}-${month}-${date}`;
    case 1:
      return `${year}-${other(1, 12, month, 2)}-${Number(date) > 28 ? "28" : date}`;
    default:
      return `${year}-${month}-${other(1, 28, date, 2)}`;
  }
};

const letters = "ABCEGHJKLMNPRSTWXYZ";
export const ninoFrom = (chance: Chance): string => {
  const first = chance.takeFrom([..."ABCEHJLMPRSTWXYZ"]);
  const second = chance.takeFrom(
    [...letters].filter((letter) => !["GB", "BG", "NK", "KN", "TN", "NT", "ZZ", "CR", "MW", "PP", "PY", "PZ"].includes(first + letter)),
  );
  return `${first}${second}${chance.between(100_000, 999_999)}${chance.oneOf(["A", "B", "C", "D"])}`;
};
