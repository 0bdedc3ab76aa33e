import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import type { ChosenFrom, Offers } from "../../../shared/domain/scheme-draft/field.ts";
import type { FieldOnPage } from "../../../shared/forms/field.ts";
import type { Form } from "../../../shared/http/read-body.ts";
import { fieldFor, type Input, type InputField, readInput, typedFrom } from "../../document/input.ts";

/** An input of a scheme's form. Conditions and the settings of a rule are inputs of their own each. */
export type SchemeInput = Input<ChosenFrom>;
export type SchemeInputField = InputField<ChosenFrom>;

/** Reading and typing do not depend on which services can be chosen: the document is checked against the directory as a whole. */
const noOffers: Offers = {};
export const readSchemeInput = (input: SchemeInput, form: Form, scheme: Scheme) => readInput(input, form, [scheme, noOffers]);
export const typedSchemeInput = (input: SchemeInput, value: unknown, scheme: Scheme) => typedFrom(input, value, [scheme, noOffers]);

export const viewSchemeInput = (input: SchemeInput, scheme: Scheme, offers: Offers, page: FieldOnPage) =>
  fieldFor(input, [scheme, offers]).view(page);
