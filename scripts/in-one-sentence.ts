/** The edge of every program: what keeps it from starting is said in words, without a stack trace, and ends it. */

export async function inOneSentence(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
