const times = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/London", dateStyle: "short", timeStyle: "medium" });

/** An instant as London's clock had it: "2026-11-30 09:30:00", which every spreadsheet reads and sorts. */
export const londonTime = (instant: string): string => times.format(new Date(instant));

/** No file has control characters but line breaks: a spreadsheet refuses them, or takes them for the start of a formula. */
export const cleanCell = (text: string): string => text.toWellFormed().replace(/[^\P{Cc}\n]|[\uFFFE\uFFFF]/gu, " ");
