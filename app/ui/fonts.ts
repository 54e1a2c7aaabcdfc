/**
 * The files of the fonts that every page shows, to be asked for with the page and not once its styles are read: text that
 * changes its font while one reads it jumps. base.css defines the fonts, with further files for other scripts.
 */

const SANS = new URL("@fontsource-variable/geist/files/geist-latin-wght-normal.woff2", import.meta.url);
const MONO = new URL("@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2", import.meta.url);

/** Paths as the built style sheet has them. */
export const FONT_FILES: readonly string[] = [SANS.pathname, MONO.pathname];
