/** URIs in running text. */

/** "https://cad.harlan.example:8443/hooks" -> "cad.harlan.example:8443"; what is no URI is shown as it is. */
export function hostOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).host : uri;
}
