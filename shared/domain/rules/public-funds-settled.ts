import { type ConversationOutcome, conversationOutcomes, publicFundsStory } from "../public-funds.ts";
import { lowerFirst } from "../text.ts";
import { hold, pass, rule } from "./rule.ts";

/** Public money can break a visa's conditions. So no machine pays or refuses here: a person speaks with them in private first. */
export const publicFundsSettled = rule({
  name: "publicFundsRouted",
  version: 2,
  says: publicFundsStory.rule,
  toResident: `Taking this money could affect someone’s right to stay in the country. ${publicFundsStory.held} ${publicFundsStory.choice} This is not a refusal.`,
  parameters: {},
  isAnsweredBefore: false,
  canRefuse: false,
  alwaysOn: "without it, public money could cost somebody their right to stay",
  find: ({ noRecourse, conversation }) => {
    const inputs = { noRecourse: noRecourse ?? "notAsked", ...(conversation && { conversation }) };
    if (noRecourse === "no" && !conversation) return pass("Says that nobody’s visa limits public funds.", inputs);
    if (conversation === "mayBeAwarded") return pass(`Recorded after speaking with them in private: ${words(conversation)}.`, inputs);
    if (conversation) return hold(`Recorded after speaking with them in private: ${words(conversation)}.`, inputs);
    return hold(`${unsettled[noRecourse ?? "notAsked"]} Record a private conversation about it first.`, inputs);
  },
});

const unsettled = {
  no: "",
  notAsked: "Nobody asked whether a visa limits public funds.",
  notSure: "Does not know whether a visa limits public funds, or would rather not say.",
  yes: "Says that a visa limits public funds.",
} as const;

const words = (outcome: ConversationOutcome): string => lowerFirst(conversationOutcomes[outcome]);
