import type { ChosenFrom } from "../../../shared/domain/scheme-draft/field.ts";
import type { Input, InputField } from "../../document/input.ts";

/** An input of a scheme's form. Conditions and the settings of a rule are inputs of their own each. */
export type SchemeInput = Input<ChosenFrom>;
export type SchemeInputField = InputField<ChosenFrom>;
