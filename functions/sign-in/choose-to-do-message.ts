import { londonDay } from "../../shared/domain/dates.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { emailMissing, howOften, type ToDoMessageRequest, toDoMessageSchema, toDoMessageShape } from "../../shared/domain/to-do-message.ts";
import { choice, text } from "../../shared/forms/fields.ts";
import { group, heldTo } from "../../shared/forms/group.ts";
import type { Outcomes } from "../../shared/http/act.ts";
import { json } from "../../shared/http/reply.ts";
import type { ToDoMessages } from "../../shared/store/to-do-messages.ts";

export const readToDoMessageForm = heldTo(
  toDoMessageSchema,
  group({
    often: choice({ name: "often", id: "often", options: howOften }, toDoMessageShape.often),
    email: text(
      { name: "email", id: "email", whenEmpty: emailMissing, isNeeded: (form) => form.one("often") === "daily" },
      toDoMessageShape.email,
    ),
  }),
  "often",
).read;

type Chosen = { readonly kind: "chosen"; readonly wish: ToDoMessageRequest };
type Choice = { readonly request: ToDoMessageRequest; readonly by: Principal; readonly now: Date };

/** The same choice again changes nothing: a message that went out today stays the one of today. */
export const chooseToDoMessage = async ({ request, by, now }: Choice, messages: ToDoMessages): Promise<Chosen> => {
  const { often, email } = request;
  if (often === "never" || email === undefined) {
    await messages.stop(by.id);
    return { kind: "chosen", wish: { often: "never" } };
  }
  const sentOn = (await messages.find(by.id))?.sentOn;
  await messages.keep({ by: actorOf(by), email, roles: by.roles, signedInOn: londonDay(now), ...(sentOn && { sentOn }) });
  return { kind: "chosen", wish: { often, email } };
};

export const toDoMessageOutcomes: Outcomes<Chosen> = {
  chosen: { page: () => ({ to: "/to-do-message?chosen=yes" }), api: ({ wish }) => json(wish) },
};
