/** What signing in is refused with, where it is not the password: a word that the page makes a sentence of. */
export const TOO_MANY_TRIES = "TooManyTries";
