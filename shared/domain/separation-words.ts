import { type Act, acts, type Role } from "../system.ts";
import { actOf, type Deed, type KeptApart } from "./separation.ts";

/** Each act in words for the person who did it, and for people who did not. */
const didWords: { readonly [K in KeptApart["did"]]: { readonly you: string; readonly others: string } } = {
  apply: { you: "You entered this application", others: "did not enter it" },
  award: { you: "You decided on this award", others: "did not decide on it" },
  approveAward: { you: "You approved this award", others: "did not approve it" },
  prepareRun: { you: "You prepared this run", others: "did not prepare it" },
  orderGoods: { you: "You ordered this, or said that it was delivered", others: "did not order it" },
  sayBack: { you: "You loaded the file which says that this came back", others: "did not load it" },
  recordPayee: { you: "You wrote down these details", others: "did not write them down" },
  confirmPayee: { you: "You confirmed these details", others: "did not confirm them" },
  importBankResults: { you: "You took an earlier result of this", others: "did not take that result" },
  releaseBatch: { you: "You released this batch", others: "did not release it" },
  redateBatch: { you: "You gave this batch’s file a new day", others: "did not give it one" },
  prepareBatch: { you: "You prepared this batch", others: "did not prepare it" },
  finishBatch: { you: "You prepared this batch", others: "did not prepare it" },
  startDraftLike: { you: "You have edited this draft", others: "has not edited it" },
  startDraft: { you: "You have edited this draft", others: "has not edited it" },
  editSection: { you: "You have edited this draft", others: "has not edited it" },
  replaceDocument: { you: "You have edited this draft", others: "has not edited it" },
  startNextDirectory: { you: "You have edited this draft", others: "has not edited it" },
  startDirectoryDraft: { you: "You have edited this draft", others: "has not edited it" },
  editService: { you: "You have edited this draft", others: "has not edited it" },
  replaceDirectory: { you: "You have edited this draft", others: "has not edited it" },
  proposeBudgetChange: { you: "You have proposed this change", others: "has not proposed it" },
  prepareStatement: { you: "You prepared this statement", others: "did not prepare it" },
  prepareReturn: { you: "You prepared this return", others: "did not prepare it" },
  fillReturn: { you: "You typed on this return", others: "did not type on it" },
  prepareYearEnd: { you: "You prepared this plan", others: "did not prepare it" },
};

const doesWords: { readonly [K in KeptApart["does"]]: string } = {
  award: "decides it",
  refuse: "decides it",
  approveAward: "approves the award",
  declineAward: "sends the award back",
  settleMatch: "compares it with other households",
  reopenMatch: "compares it with other households",
  prepareRun: "puts it into a run",
  approveRun: "approves it",
  stepLine: "takes its steps",
  stepLines: "takes its steps",
  importLineResults: "takes its results",
  giveCode: "gives the code out",
  takeBack: "says whether it came back",
  recordPayee: "records how it is paid",
  sendCode: "sends its cash code",
  confirmPayee: "confirms how it is paid",
  confirmDestination: "confirms where its code goes",
  importBankResults: "takes the bank’s results",
  prepareBatch: "puts it into a batch",
  finishBatch: "puts it into a batch",
  releaseBatch: "releases the batch",
  redateBatch: "gives its file a new day",
  publishDraft: "publishes it",
  publishDirectory: "publishes it",
  signBudgetChange: "signs or refuses it",
  refuseBudgetChange: "signs or refuses it",
  approveStatement: "approves it",
  certifyReturn: "certifies it",
  signYearEnd: "signs it",
};

const roleWords: { readonly [role in Role]: string } = {
  assessor: "an assessor",
  approver: "an approver",
  finance: "finance",
  s151: "the section 151 officer",
  schemeManager: "a scheme manager",
  auditor: "an auditor",
  operator: "an operator",
  partner: "a partner",
};

/** "An assessor, an approver or finance". */
export const whoMay = (roles: readonly Role[]): string => {
  const words = roles.map((role) => roleWords[role]);
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} or ${words.at(-1)}` : (words[0] ?? "");
};

const rolesFor = (deed: Deed): readonly Role[] => {
  const { who }: Act = acts[actOf(deed)];
  return who === "anyone" ? [] : who;
};

/** Why this person does not do it, and who does: "You entered this application, so somebody else decides it: an assessor …". */
export const separationWords = (
  { did, does }: Pick<KeptApart, "did" | "does">,
  { you = didWords[did].you, who = rolesFor(does) }: { readonly you?: string; readonly who?: readonly Role[] } = {},
): string => `${you}, so somebody else ${doesWords[does]}: ${whoMay(who)} who ${didWords[did].others}.`;
