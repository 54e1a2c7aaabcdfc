/** `signalpost keys`: makes, lists and revokes API keys. Needs a key with ADMINISTER. */
import type { Command } from "commander";
import { graphql } from "#graphql/document";
import { PERMISSIONS, type Permission } from "#webhooks/permissions";
import { ask, refuseUserErrors } from "./ask.ts";
import { formatColumns } from "./columns.ts";
import { connectionOf } from "./connection.ts";
import { Refusal } from "./refusal.ts";

const ListKeys = graphql(`
  query CliApiKeys {
    apiKeys {
      id
      name
      prefix
      permissions
      createdAt
      lastUsedAt
      expiresAt
      revokedAt
    }
  }
`);

const CreateKey = graphql(`
  mutation CliCreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      apiKey {
        id
      }
      secret
      userErrors {
        code
        message
        path
      }
    }
  }
`);

const RevokeKey = graphql(`
  mutation CliRevokeApiKey($input: IdInput!) {
    revokeApiKey(input: $input) {
      apiKey {
        name
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

const DAY_MS = 86_400_000;

export function addKeys(program: Command): void {
  const keys = program.command("keys").description("API keys (needs a key that may ADMINISTER)");
  keys
    .command("create")
    .description("makes a key; its secret is the only thing on standard output")
    .requiredOption("--name <name>", "what uses the key")
    .requiredOption("--permissions <list>", `of ${PERMISSIONS.join(", ")}, separated by commas`)
    .option("--expires <when>", "an instant (2027-01-01T00:00:00Z), a date, or in so many days (90d)")
    .action(create);
  keys.command("list").description("lists all keys, without their secrets").option("--json", "as JSON").action(list);
  keys.command("revoke").description("ends a key at once").argument("<id>", "key_…, see keys list").action(revoke);
}

async function create(
  { name, permissions, expires }: { name: string; permissions: string; expires?: string },
  command: Command,
): Promise<void> {
  const input = {
    name,
    permissions: permissions.split(",").map(readPermission),
    expiresAt: expires === undefined ? null : readInstant(expires),
  };
  const { createApiKey } = await ask(connectionOf(command), CreateKey, { input });
  refuseUserErrors(createApiKey.userErrors);
  console.error(`Made ${createApiKey.apiKey?.id}. Keep the key: it is not shown again.`);
  console.log(createApiKey.secret);
}

function readPermission(text: string): Permission {
  const permission = PERMISSIONS.find((each) => each === text.trim().toUpperCase());
  if (permission) return permission;
  throw new Refusal(`There is no permission ${text}; ${PERMISSIONS.join(", ")} are expected.`, 2);
}

function readInstant(text: string): string {
  const days = /^(\d{1,5})d$/.exec(text)?.[1];
  const instant = days === undefined ? new Date(text) : new Date(Date.now() + Number(days) * DAY_MS);
  if (Number.isNaN(instant.getTime())) {
    throw new Refusal(`${text} is no instant; one such as 2027-01-01T00:00:00Z or 90d is expected.`, 2);
  }
  return instant.toISOString();
}

async function list({ json }: { json?: boolean }, command: Command): Promise<void> {
  const { apiKeys } = await ask(connectionOf(command), ListKeys, {});
  if (json) {
    console.log(JSON.stringify(apiKeys, null, 2));
    return;
  }
  const rows = apiKeys.map(({ id, name, prefix, permissions, lastUsedAt, expiresAt, revokedAt }) => [
    id,
    name,
    `${prefix}…`,
    permissions.join(","),
    lastUsedAt ?? "never",
    stateOf(expiresAt, revokedAt),
  ]);
  console.log(formatColumns([["ID", "NAME", "KEY", "PERMISSIONS", "LAST USED", "STATE"], ...rows]));
}

function stateOf(expiresAt: string | null, revokedAt: string | null): string {
  if (revokedAt) return `revoked ${revokedAt}`;
  if (!expiresAt) return "valid";
  return `${new Date(expiresAt) > new Date() ? "expires" : "expired"} ${expiresAt}`;
}

async function revoke(id: string, _options: object, command: Command): Promise<void> {
  const { revokeApiKey } = await ask(connectionOf(command), RevokeKey, { input: { id } });
  refuseUserErrors(revokeApiKey.userErrors);
  console.log(`${revokeApiKey.apiKey?.name} is revoked.`);
}
