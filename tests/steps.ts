/**
 * Counts what work comes to on whole lists and texts: every search, copy and walk by the length of what it goes through. A
 * machine's time differs from run to run, and these do not.
 */

const walked = {
  list: [
    ...["indexOf", "lastIndexOf", "includes", "find", "findIndex", "findLast", "some", "every", "filter", "map", "flatMap", "forEach"],
    ...["reduce", "slice", "join", "concat", "toSorted", "sort", "splice", "flat"],
  ],
  text: ["indexOf", "includes", "split", "replace", "replaceAll", "match", "normalize", "trim", "toLowerCase", "toUpperCase"],
} as const;

type Lengthy = { readonly length: number };
type Walks = Record<string, (this: Lengthy, ...given: unknown[]) => unknown>;

const walkedBy = (name: string, through: Lengthy, [, start]: readonly unknown[], found: unknown): number => {
  if (name === "slice") return (found as Lengthy).length;
  if (name !== "indexOf") return through.length;
  // It walks from its start to what it finds.
  return (found === -1 ? through.length : Number(found)) - (typeof start === "number" ? start : 0);
};

/** A search seldom goes to the end, so that this is the most that the work can have been. */
export const stepsOf = (work: () => unknown): number => {
  let steps = 0;
  const counted = (prototype: object, names: readonly string[]): (() => void) => {
    const walks = prototype as Walks;
    const own = names.map((name) => [name, walks[name]] as const);
    for (const [name, walk] of own) {
      if (!walk) throw new Error(`Nothing is called ${name} here.`);
      walks[name] = function (...given) {
        const found = walk.apply(this, given);
        steps += walkedBy(name, this, given, found) + 1;
        return found;
      };
    }
    return () => {
      for (const [name, walk] of own) if (walk) walks[name] = walk;
    };
  };
  const restore = [counted(Array.prototype, walked.list), counted(String.prototype, walked.text)];
  try {
    work();
  } finally {
    for (const back of restore) back();
  }
  return steps;
};
