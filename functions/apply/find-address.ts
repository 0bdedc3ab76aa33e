import { council } from "../../shared/council.ts";
import {
  type AddressesFound,
  type AddressFound,
  addressesShown,
  type ListedAddress,
  otherCouncilOf,
} from "../../shared/domain/address/listed-address.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { typedForm } from "../../shared/forms/typed-form.ts";
import { page, type Reply, seeOther } from "../../shared/http/reply.ts";
import type { Typed } from "../../shared/store/drafts.ts";
import { backFrom, pathAfter } from "./ask-question.ts";
import { askingNow, askingWith, type FormStep, keepAndGo, pathTo } from "./form-step.ts";
import { type Asking, typedIn } from "./question.ts";
import { questionPage, questionView } from "./question-page.ts";
import { address, asChosen, chosenIn, inBoxes, listField } from "./questions/address.ts";
import { hasHomesOfOurs, isOutside, ownCouncil, postcode, soughtOn } from "./questions/postcode.ts";
import { problemsOn } from "./questions.ts";

/** Nobody is kept from applying by a list: where it cannot be asked, people type their address. */
const found = async ({ gazetteer }: FormStep, sought: ReturnType<typeof soughtOn>): Promise<AddressesFound> =>
  sought ? gazetteer.atPostcode(sought.postcode, sought.numberOrName) : { kind: "unavailable" };

/** Keeps the postcode, and goes on to the addresses behind it, also where the person came from the check. */
export const takePostcode = async (step: FormStep): Promise<Reply> => {
  const typed = typedIn(step.request.form, postcode.fields(askingNow(step)));
  const sought = soughtOn(askingWith(step, "postcode", typed));
  const listed = await found(step, sought);
  const hasOurs = listed.kind === "found" && listed.addresses.some(({ custodian }) => custodian === council.area.custodian);
  const kept: Typed = { ...typed, ...(sought && isOutside(sought.postcode) && hasOurs && { [hasHomesOfOurs]: "yes" }) };
  const asking = askingWith(step, "postcode", kept);
  const isTooLong = listed.kind === "tooMany" && sought?.numberOrName === "";
  const errors: readonly FormError[] = isTooLong
    ? [{ field: "number", text: `This postcode has more than ${addressesShown} addresses. Enter the house number or name too` }]
    : problemsOn("postcode", asking);
  const { formToken } = step.session;
  return keepAndGo(step, "postcode", kept, {
    isFirst: false,
    goOn: (cookies) =>
      errors.length === 0
        ? seeOther(pathTo(step, "address"), cookies)
        : step.session.cookies.length === 0 && !isTooLong
          ? seeOther(pathTo(step, "postcode"), cookies)
          : questionPage(
              { question: postcode, asking, typed: kept, errors, backTo: backFrom(step, "postcode", asking), formToken, cookies },
              400,
            ),
  });
};

const notes = {
  tooMany: `There are more than ${addressesShown} addresses like this. Go back and enter the house number or name, or type the address here.`,
  unavailable: "We cannot look addresses up just now. Type the address here.",
} as const;

const noteOn = (listed: AddressesFound, sought: ReturnType<typeof soughtOn>): string | undefined => {
  if (listed.kind !== "found") return sought && notes[listed.kind];
  if (listed.addresses.length > 0) return "If the address is not in the list, leave the list as it is and type the address below it.";
  return `We found no address for ${sought?.numberOrName ? `“${sought.numberOrName}” at ` : ""}${sought?.postcode}. If the postcode is right, type the address here.`;
};

type Shown = {
  readonly asking: Asking;
  readonly typed: Typed;
  readonly errors: readonly FormError[];
  readonly listed: AddressesFound;
  /** The choice just made, if it could not be taken. */
  readonly chosen?: string;
};

const addressPage = (step: FormStep, { asking, typed, listed, chosen, ...said }: Shown, status = 200): Reply => {
  const { formToken, cookies } = step.session;
  const sought = soughtOn(asking);
  const homes = homesIn(listed);
  const shown = inBoxes(typed, sought?.postcode, homes.length > 0);
  // Without a list there is no box for a choice.
  const errors =
    homes.length > 0 ? said.errors : said.errors.map((error) => (error.field === chosenIn ? { ...error, field: "line1" } : error));
  const view = questionView({
    question: address,
    asking,
    typed: shown,
    errors,
    backTo: backFrom(step, "address", asking),
    formToken,
    cookies,
  });
  const note = noteOn(listed, sought);
  const form = typedForm(chosen ? { ...shown, [chosenIn]: chosen } : shown);
  const list = homes.length > 0 ? [listField(homes).view({ form, errors, size: "s" })] : [];
  return page(
    "apply/question.njk",
    {
      ...view,
      intro: note ? [note] : [],
      fields: [...list, ...view.fields],
      ...(errors.some(({ text }) => text.startsWith(elsewhereWords)) && { elsewhere: ownCouncil }),
    },
    status,
    cookies,
  );
};

const homesIn = (listed: AddressesFound): readonly ListedAddress[] => (listed.kind === "found" ? listed.addresses : []);

const elsewhereWords = "This home is outside the area we can help";
const chooseAgain = "The address that you chose is no longer in the list. Choose it again, or type it below";

/** Why a chosen address cannot be taken. */
const whyNot = (chosen: AddressFound): FormError | undefined => {
  switch (chosen.kind) {
    case "notListed":
      return { field: chosenIn, text: chooseAgain };
    case "unavailable":
      return { field: chosenIn, text: "We cannot look addresses up just now. Type the address below" };
    case "found": {
      if (chosen.address.isGone) return { field: chosenIn, text: chooseAgain };
      const other = otherCouncilOf(chosen.address);
      return other ? { field: chosenIn, text: `${elsewhereWords}: it is in ${other}` } : undefined;
    }
  }
};

export const showAddress = async (step: FormStep): Promise<Reply> => {
  const asking = askingNow(step);
  const sought = soughtOn(asking);
  const kept = asking.answers.address ?? {};
  const chosen = typedForm(kept).one(chosenIn);
  // Somebody who typed another postcode chooses anew.
  const isElsewhere = sought !== undefined && typedForm(kept).one("postcode") !== sought.postcode;
  const isOther = chosen !== "" && isElsewhere;
  const [listed, stands] = await Promise.all([found(step, sought), isOther ? undefined : standing(step, chosen, sought)]);
  const isNew = isOther || (isElsewhere && homesIn(listed).length > 0 && isUntyped(kept));
  // A list that cannot be asked just now takes nobody's choice away.
  const wrong = stands && stands.kind !== "unavailable" ? whyNot(stands) : undefined;
  const errors = wrong ? [wrong] : asking.answers.address && !isNew ? problemsOn("address", asking) : [];
  return addressPage(step, { asking, typed: isNew ? {} : kept, listed, errors });
};

const isUntyped = (kept: Typed): boolean => [chosenIn, "line1", "line2", "town"].every((name) => typedForm(kept).one(name).trim() === "");

const standing = async ({ gazetteer }: FormStep, uprn: string, sought: ReturnType<typeof soughtOn>): Promise<AddressFound | undefined> =>
  uprn && sought ? gazetteer.byUprn(uprn, sought.postcode) : undefined;

/** Takes an address of the list as if its lines had been typed. What was typed below the list counts where none was chosen. */
export const takeAddress = async (step: FormStep): Promise<Reply> => {
  const { form } = step.request;
  const before = askingNow(step);
  const sought = soughtOn(before);
  const typed = typedIn(form, address.fields(before));
  const uprn = form.one(chosenIn);
  const chosen = await standing(step, uprn, sought);
  const isBoth = chosen !== undefined && form.one("line1").trim() !== "";
  const wrong = isBoth ? { field: chosenIn, text: "Choose the address from the list or type it, not both" } : chosen && whyNot(chosen);
  const kept = chosen?.kind === "found" && !wrong ? asChosen(chosen.address) : typed;
  const asking = askingWith(step, "address", kept);
  const problems = wrong ? [wrong] : problemsOn("address", asking);
  const listed = problems.length > 0 ? await found(step, sought) : undefined;
  const isUnchosen = listed && homesIn(listed).length > 0 && !uprn && form.one("line1").trim() === "";
  const errors = isUnchosen ? [{ field: chosenIn, text: "Choose the address, or type it below" }] : problems;
  return keepAndGo(step, "address", kept, {
    isFirst: false,
    goOn: (cookies) => {
      if (!listed) return seeOther(pathAfter(step, "address", asking), cookies);
      // The draft knows nothing of a choice that was refused, so only this page can say why.
      const isKept = !wrong && !isUnchosen && step.session.cookies.length === 0;
      if (isKept) return seeOther(pathTo(step, "address"), cookies);
      return addressPage(step, { asking, typed, listed, errors, chosen: uprn }, 400);
    },
  });
};
