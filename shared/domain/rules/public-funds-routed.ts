import { hold, pass, refer, rule } from "./rule.ts";

/** The first version, which schemes published before keep. Its words are stored with their decisions. */
export const publicFundsRouted = rule({
  name: "publicFundsRouted",
  version: 1,
  says: "Anyone whose visa says “no recourse to public funds” is given a route to advice before any public money.",
  toResident: "Taking this money could affect someone’s right to stay in the country, so please get advice first. This is not a refusal.",
  parameters: {},
  isAnsweredBefore: false,
  canRefuse: false,
  alwaysOn: "without it, public money could cost somebody their right to stay",
  find: ({ noRecourse }) => {
    switch (noRecourse) {
      case undefined:
        return refer("Nobody asked. Ask in private before any public money.", { noRecourse: "notAsked" });
      case "no":
        return pass("Says that nobody’s visa limits public funds.", { noRecourse });
      case "notSure":
        return refer("Does not know, or would rather not say. Ask in private before any public money.", { noRecourse });
      case "yes":
        return hold("Says that a visa limits public funds. Give a route to advice: never paid and never refused here.", { noRecourse });
    }
  },
});
