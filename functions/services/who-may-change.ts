import type { Principal } from "../../shared/domain/principal.ts";
import { functions } from "../../shared/system.ts";

const managers: readonly string[] = functions.services.routes["POST /service-drafts/{draftId}/publish"];

/** Others read the directory and its drafts, and are not shown what they may not press. */
export const mayChange = ({ roles }: Pick<Principal, "roles">): boolean => roles.some((role) => managers.includes(role));
