import { pass, refer, rule } from "./rule.ts";

export const crisisOrShock = rule({
  name: "crisisOrShock",
  version: 1,
  says: "A crisis or a sudden change in money lies behind the need, where the scheme asks for one.",
  toResident: "The scheme is for a crisis or a sudden change in your money.",
  parameters: { isAsked: { kind: "yesNo", label: "Asks for a crisis or a sudden change" } },
  isAnsweredBefore: true,
  canRefuse: true,
  find: ({ trigger }, { isAsked }) => {
    const inputs = { trigger, isAsked };
    if (!isAsked) return pass("This scheme does not ask for one.", inputs);
    return trigger === "ongoing"
      ? refer("Says that money has been short for a long time. Look for a crisis in the story.", inputs)
      : pass("Says that something changed or soon will.", inputs);
  },
});
