/** Opening the palette from wherever there is a button for it. */

const ASKED = "signalpost:palette";

export function askPalette(): void {
  window.dispatchEvent(new Event(ASKED));
}

/** The answer ends the listening. */
export function onPaletteAsked(open: () => void): () => void {
  window.addEventListener(ASKED, open);
  return () => window.removeEventListener(ASKED, open);
}
