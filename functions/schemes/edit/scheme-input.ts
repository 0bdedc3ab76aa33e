import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import type { ChosenFrom, Offers } from "../../../shared/domain/scheme-draft/field.ts";
import type { FieldOnPage } from "../../../shared/forms/field.ts";
import type { Form } from "../../../shared/http/read-body.ts";
import { fieldFor, type Input, type InputField, readInput, typedFrom } from "../../document/input.ts";

export type SchemeInput = Input<ChosenFrom>;
export type SchemeInputField = InputField<ChosenFrom>;

/** Reading needs no list of services, because the check holds the document to the whole directory. */
const noOffers: Offers = {};
export const readSchemeInput = (input: SchemeInput, form: Form, scheme: Scheme) => readInput(input, form, [scheme, noOffers]);
export const typedSchemeInput = (input: SchemeInput, value: unknown, scheme: Scheme) => typedFrom(input, value, [scheme, noOffers]);

export const viewSchemeInput = (input: SchemeInput, scheme: Scheme, offers: Offers, page: FieldOnPage) =>
  fieldFor(input, [scheme, offers]).view(page);
