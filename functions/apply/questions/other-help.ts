import { sharingSchema } from "../../../shared/domain/application.ts";
import { type Directory, servicesNamedOnForm } from "../../../shared/domain/directory/directory.ts";
import { sharedWords } from "../../../shared/domain/directory/shared-items.ts";
import { lowerFirst } from "../../../shared/domain/text.ts";
import { yesNo } from "../../../shared/forms/fields.ts";
import { question } from "../question.ts";

const withoutStop = (sentence: string) => sentence.replace(/\.$/, "");
const listed = (names: readonly string[]) => names.join(", ").replace(/, ([^,]*)$/, " or $1");

/** The consent text: the services that the form names, from the directory, and the items shared with each. */
const consentWords = (directory: Directory): string => {
  const services = servicesNamedOnForm(directory);
  const who = services.map(({ name, does }) => `${name} (${lowerFirst(withoutStop(does))})`).join("; ");
  const told = [...Map.groupBy(services, ({ shares = "" }) => sharedWords(shares))].map(
    ([shares, some]) =>
      `We would tell ${some.length < services.length ? listed(some.map(({ name }) => name)) : "them"} ${shares}, and no more.`,
  );
  return [
    ...(who ? [`We would ask only those that can help: ${who}.`] : []),
    ...told,
    "Saying no does not change the decision about money.",
  ].join(" ");
};

export const otherHelp = question({
  title: ({ isForSelf }) =>
    isForSelf ? "May we ask another service to help you too?" : "Do they agree that we ask another service to help too?",
  fields: ({ directory }) => ({
    agreed: yesNo(
      {
        name: "agreed",
        hint: consentWords(directory),
        short: "May we ask another service to help",
      },
      sharingSchema.shape.agreed,
    ),
  }),
  gives: (sharing) => ({ sharing }),
});
