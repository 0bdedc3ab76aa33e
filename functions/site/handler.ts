import { readEnvironment } from "../../shared/environment.ts";
import { createSite } from "./site.ts";

const { ORIGIN } = readEnvironment("site");

export const handler = createSite({ origin: ORIGIN });
