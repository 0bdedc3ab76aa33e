/** One word of letters, digits and underscores: what staff and files call something in a document. */
export const codePattern = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;
