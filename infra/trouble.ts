/** A problem that the person at this machine can mend. They are shown its message and nothing else. */
export class Trouble extends Error {
  override readonly name = "Trouble";
}

/** Ends a command with the sentence of its trouble. Shows an unexpected error whole. */
export const failCommand = (error: unknown): void => {
  process.stderr.write(`${error instanceof Trouble ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
};
