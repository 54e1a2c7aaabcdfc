/** The API keys of the account, those that let nobody in any more muted. */
import { Table, TableCell, TableRow } from "#ui/table";
import { Time } from "#ui/time";
import type { ListedApiKey } from "./documents.ts";
import { RevokeButton } from "./revoke-button.tsx";

const COLUMNS = "lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_120px_150px_90px]";
const HEADS = [
  { label: "Key" },
  { label: "Permissions" },
  { label: "Last used" },
  { label: "State" },
  { label: "Revoke", hidden: true },
];

export function ApiKeyTable({ apiKeys }: { apiKeys: readonly ListedApiKey[] }) {
  const now = new Date();
  if (apiKeys.length === 0)
    return <p className="text-ink-2">There is no key yet; a program needs one to publish events.</p>;
  return (
    <Table label="API keys" columns={COLUMNS} heads={HEADS}>
      {apiKeys.map((key) => {
        const isExpired = key.expiresAt !== null && new Date(key.expiresAt) <= now;
        const isUsable = key.revokedAt === null && !isExpired;
        return (
          <TableRow key={key.id} columns={COLUMNS} muted={!isUsable}>
            <TableCell>
              <p dir="auto" className="font-semibold wrap-anywhere group-data-muted:text-ink-2">
                {key.name}
              </p>
              <p className="mt-0.5 code-text text-ink-3">{key.prefix}…</p>
            </TableCell>
            <TableCell>
              <p className="text-dense text-ink-2">{key.permissions.join(", ")}</p>
            </TableCell>
            <TableCell>
              <p className="text-dense text-ink-2">
                <span className="lg:sr-only">Last used: </span>
                {key.lastUsedAt ? <Time at={key.lastUsedAt} /> : "never"}
              </p>
            </TableCell>
            <TableCell>
              <p className="text-dense text-ink-2">
                <State apiKey={key} isExpired={isExpired} />
              </p>
            </TableCell>
            <TableCell>{isUsable ? <RevokeButton apiKey={{ id: key.id, name: key.name }} /> : null}</TableCell>
          </TableRow>
        );
      })}
    </Table>
  );
}

function State({ apiKey, isExpired }: { apiKey: ListedApiKey; isExpired: boolean }) {
  if (apiKey.revokedAt !== null) {
    return (
      <>
        Revoked <Time at={apiKey.revokedAt} />
      </>
    );
  }
  if (apiKey.expiresAt === null) return "Does not expire";
  return (
    <>
      {isExpired ? "Expired" : "Expires"} <Time at={apiKey.expiresAt} />
    </>
  );
}
