/** A request as a command for a shell: what a developer runs to see for themselves what a receiver says. */

type SentRequest = {
  method: string;
  uri: string;
  headers: readonly { name: string; value: string }[];
  body: string;
};

/** For POSIX shells; every value is quoted, so that nothing of it is run. */
export function curlCommand({ method, uri, headers, body }: SentRequest): string {
  const parameters = [
    `curl --request ${quoted(method)} ${quoted(uri)}`,
    ...headers.map(({ name, value }) => `--header ${quoted(`${name}: ${value}`)}`),
    `--data-raw ${quoted(body)}`,
  ];
  return parameters.join(" \\\n  ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
