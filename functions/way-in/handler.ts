import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { readSecrets } from "./read-secrets.ts";
import { createWayIn } from "./way-in.ts";

const { EDGE_SECRET } = readEnvironment("wayIn");

// A reader of its own each time, since one reader fetches a secret once.
export const handler = createWayIn({ secrets: readSecrets(() => secretReader(EDGE_SECRET)()) });
