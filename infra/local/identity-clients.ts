export const identityPath = "/identity";

export const identityClientId = "hardship-support";

/** For sign-in at a terminal. It has no secret; its tokens have the same audience. */
export const terminalClientId = "hardship-support-terminal";
