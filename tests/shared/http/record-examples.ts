import { writeFile } from "node:fs/promises";

const file = new URL("../../../shared/http/contracts/examples.json", import.meta.url);
const itemsShown = 2;

/** The marked world calls everybody by one name, which is no name. */
const named = (text: string): string => text.replaceAll("Zzyzx", "Bloggs").replaceAll("zzyzx", "bloggs");

/** Enough to see the shape of a list, and no more. */
const shortened = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.slice(0, itemsShown).map(shortened);
  if (typeof value === "string") return named(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shortened(each)]));
};

type Example = { readonly request?: unknown; readonly reply: unknown; readonly later?: unknown };

/** Keeps the first request and reply of each route, for the examples in the API's description. */
export const exampleRecorder = () => {
  const kept = new Map<string, Example>();
  return {
    note(route: string, { request, reply, isLater }: { readonly request?: unknown; readonly reply: unknown; readonly isLater: boolean }) {
      const before = kept.get(route);
      if (isLater) kept.set(route, { ...(before ?? { reply: undefined }), later: before?.later ?? shortened(reply) });
      else if (before?.reply === undefined)
        kept.set(route, {
          ...(request !== undefined && { request: shortened(request) }),
          reply: shortened(reply),
          ...(before?.later !== undefined && { later: before.later }),
        });
    },
    async write(): Promise<void> {
      const inOrder = Object.fromEntries([...kept].sort(([one], [other]) => (one < other ? -1 : 1)));
      await writeFile(file, `${JSON.stringify(inOrder, undefined, 2)}\n`);
    },
  };
};
