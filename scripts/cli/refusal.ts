/** How a command ends that cannot do what it was asked: in words, and with an exit code. */

/** `message` is shown as it is. Exit code 1: refused or failed; 2: used wrongly, nothing was tried. */
export class Refusal extends Error {
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
