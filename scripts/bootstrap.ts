/**
 * Makes a new database usable: a tenant, its administrator and an API key, from the BOOTSTRAP settings or generated.
 * Does nothing to a database that holds a tenant.
 */
import { randomBytes } from "node:crypto";
import type { Settings } from "#config";
import { generateApiKey } from "#db/api-keys";
import { openClient } from "#db/client";
import { insertFirstTenant } from "#db/first-tenant";

/** What people need to get in. `generated` secrets exist nowhere else in clear text, so they have to be shown now. */
export type Bootstrapped = {
  tenantId: string;
  userId: string;
  adminEmail: string;
  generated: { adminPassword: string | null; apiKey: string | null };
};

/** Null: the database holds a tenant already. */
export async function bootstrap(databaseUrl: string, settings: Settings): Promise<Bootstrapped | null> {
  const { BOOTSTRAP_TENANT, BOOTSTRAP_ADMIN_EMAIL, BOOTSTRAP_ADMIN_PASSWORD, BOOTSTRAP_API_KEY } = settings;
  const adminPassword = BOOTSTRAP_ADMIN_PASSWORD ?? randomBytes(12).toString("base64url");
  const apiKey = BOOTSTRAP_API_KEY ?? generateApiKey();
  const client = openClient(databaseUrl, { max: 1, applicationName: "signalpost-bootstrap" });
  try {
    const made = await insertFirstTenant(client, {
      name: BOOTSTRAP_TENANT,
      adminEmail: BOOTSTRAP_ADMIN_EMAIL,
      adminPassword,
      apiKey,
    });
    return (
      made && {
        ...made,
        adminEmail: BOOTSTRAP_ADMIN_EMAIL,
        generated: {
          adminPassword: BOOTSTRAP_ADMIN_PASSWORD === null ? adminPassword : null,
          apiKey: BOOTSTRAP_API_KEY === null ? apiKey : null,
        },
      }
    );
  } finally {
    await client.close();
  }
}
