/** Something that the person at this machine can mend. Its message is the one sentence that they are shown. */
export class Trouble extends Error {
  override readonly name = "Trouble";
}
