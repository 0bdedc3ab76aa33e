/** Something that the person at this machine can mend. Its message is the one sentence that they are shown. */
export class Trouble extends Error {
  override readonly name = "Trouble";
}

/** Ends a command in the one sentence that a person needs; an error that nobody foresaw is shown whole. */
export const failCommand = (error: unknown): void => {
  process.stderr.write(`${error instanceof Trouble ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
};
