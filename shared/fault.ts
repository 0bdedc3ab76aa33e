/** Failures of ours, each with advice. A refusal of a person's request is an outcome, never a fault. */
const advice = {
  awardNotRecorded: "The award's transaction was refused for no reason we know. Safe to retry.",
  applicationNotRecorded: "The application's transaction was refused for no reason we know. Safe to retry.",
  caseNotChanged: "The case's transaction was refused for no reason we know. Safe to retry.",
  referralNotMoved: "The transaction of a referral's step was refused for no reason we know. Safe to retry.",
  lineNotMoved: "The transaction of a line's step was refused for no reason we know. Safe to retry.",
  providerUnavailable: "The provider of codes did not answer as it must, or not in time. The queue will ask again with the same key.",
  budgetNotChanged: "The transaction of a budget change was refused for no reason we know. Safe to retry.",
  nightlyNotDone: "A step of the nightly work failed. The others were done; its own line in the log says why. Safe to run again.",
  notMeasured: "A gauge could not be read; its own line in the log says why. The next look is in a quarter of an hour.",
  bookNotRead: "A line book could not be brought up to date in the time that was left. It is kept as far as it came. Safe to retry.",
  itemUnreadable: "A stored item is not as its kind says it is. Do not retry; find what wrote it.",
  messageUnreadable: "A message of a queue does not name an item as the relay does. Do not retry; find what sent it.",
  tooBusy: "Others kept changing the same records until the time was up. Safe to retry.",
  environmentIncomplete: "A variable that the function declares is missing from its environment.",
  secretUnreadable:
    "A secret that the environment names is missing, empty, or may not be read. Store it; the work that waits for it is retried.",
  messageNotSent: "The message service did not take the message. The queue will retry it.",
  hostNotNamed: "A call was about to go to a host that the environment does not name. Name it, or find out who gave its address.",
  fileNotWritten: "The store of files did not take or give a piece of an export. The queue will try that part again.",
  identityUnavailable: "The identity provider did not answer as OpenID Connect says it must. Safe to retry.",
} as const;

export type FaultCode = keyof typeof advice;

export class Fault extends Error {
  override readonly name = "Fault";
  readonly code: FaultCode;
  /** Words of the code alone, never of an item, so that a log may say it. */
  readonly place?: string;

  constructor(code: FaultCode, options?: ErrorOptions & { readonly place?: string }) {
    super(advice[code], options);
    this.code = code;
    if (options?.place) this.place = options.place;
  }
}
