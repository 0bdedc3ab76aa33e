export const identityPath = "/identity";

/** The service itself. */
export const identityClientId = "hardship-support";

/** Signs people in at a terminal. It keeps no secret; its tokens are for the same audience. */
export const terminalClientId = "hardship-support-terminal";
