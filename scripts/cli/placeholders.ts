/**
 * `${NAME}` in a definition stands for an environment variable, `$${` for the two characters themselves. Secrets are
 * read only when they are sent, everything else when the file is read.
 */

const PLACEHOLDER = /\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

export type Environment = Readonly<Record<string, string | undefined>>;

/** The text with its variables filled in, or the names of those that are not set. */
export function fillIn(text: string, environment: Environment): { text: string } | { missing: string[] } {
  const missing: string[] = [];
  const filled = text.replace(PLACEHOLDER, (_, name?: string) => {
    if (name === undefined) return "${";
    const value = environment[name];
    if (value === undefined) missing.push(name);
    return value ?? "";
  });
  return missing.length > 0 ? { missing } : { text: filled };
}

/** So that fillIn gives back the text as it is. */
export function escapePlaceholders(text: string): string {
  return text.replaceAll("${", () => "$${");
}

/** A placeholder's name from the words that say what it is for: `${CAD_911_PASSWORD}`. */
export function placeholderFor(...words: string[]): string {
  const name = words
    .join("_")
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toUpperCase();
  return `\${${/^[0-9]/.test(name) ? `_${name}` : name}}`;
}

export type DocumentPath = readonly (string | number)[];

/** Whether what stands at this path of a definitions file is a secret. */
export function isSecretPath([root, , field, ...rest]: DocumentPath): boolean {
  if (root !== "subscriptions") return false;
  if (field === "secret") return true;
  return (
    field === "security" && /^(apiKey|headers\.\d+\.value|basic\.password|oauth2\.clientSecret)$/.test(rest.join("."))
  );
}

export type Fault = { path: DocumentPath; message: string };

/** The value with all its texts filled in that `isChosen`; what is not set is added to `faults`. */
export function fillInAll<T>(
  value: T,
  path: DocumentPath,
  isChosen: (path: DocumentPath) => boolean,
  environment: Environment,
  faults: Fault[],
): T {
  const visit = (each: unknown, at: DocumentPath): unknown => {
    if (Array.isArray(each)) return each.map((entry, index) => visit(entry, [...at, index]));
    if (typeof each === "object" && each !== null) {
      return Object.fromEntries(Object.entries(each).map(([key, entry]) => [key, visit(entry, [...at, key])]));
    }
    if (typeof each !== "string" || !isChosen(at)) return each;
    const filled = fillIn(each, environment);
    if ("text" in filled) return filled.text;
    const names = filled.missing.join(" and ");
    faults.push({ path: at, message: `${names} is not set; it is to come from the environment.` });
    return each;
  };
  return visit(value, path) as T;
}
