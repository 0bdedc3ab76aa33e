/** A code: one word of letters, digits and underscores. */
export const codePattern = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;
