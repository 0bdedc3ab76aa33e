import { readEnvironment } from "../../shared/environment.ts";
import { createDescribeApi } from "./describe-api.ts";

const { ORIGIN } = readEnvironment("describeApi");

export const handler = createDescribeApi({ origin: ORIGIN });
