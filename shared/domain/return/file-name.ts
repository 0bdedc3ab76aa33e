import type { Day } from "../dates.ts";

const tokens = /\{(authority|MMYY)\}/g;
const plain = /^[A-Za-z0-9_-]+$/;

/** What a manager has to change in the name of a file. Other characters would not reach every computer unharmed. */
export const fileNameProblem = (pattern: string): string | undefined =>
  plain.test(pattern.replace(tokens, "A"))
    ? undefined
    : "Name the file with letters, digits, - and _, without its ending. Only {authority} and {MMYY} may stand in brackets";

type Named = { readonly scheme: string; readonly code: string; readonly to: Day; readonly fileName?: string };

/**
 * The name of a return's file, without its ending, as the department names it. MMYY is the last month that the return covers: no
 * guidance that was read says which month it is.
 */
export const fileNameOf = ({ scheme, code, to, fileName }: Named, authority: string): string => {
  const monthAndYear = `${to.slice(5, 7)}${to.slice(2, 4)}`;
  const inName = authority.replace(/[^A-Za-z0-9]/g, "");
  return (fileName ?? `${scheme}_${code}`).replace(tokens, (_, token) => (token === "MMYY" ? monthAndYear : inName));
};
