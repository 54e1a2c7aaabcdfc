/** A body as it came: JSON if it reads as an object or a list, else its text. */
export function jsonOrText(body: string): unknown {
  if (!/^\s*[[{]/.test(body)) return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
