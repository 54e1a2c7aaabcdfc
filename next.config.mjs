/** How Next.js builds and serves the pages and the API. Settings of the product itself are in config.ts. */

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  /** For everybody the title is in the first bytes of a page, not streamed after it: a tab is never without its name. */
  htmlLimitedBots: /.*/,
  /** `npm run check` checks the types of everything, once; the build of a first start need not do so again. */
  typescript: { ignoreBuildErrors: true },
  /** Loaded from node_modules as they are: drivers and the queue gain nothing from being bundled. */
  serverExternalPackages: ["graphile-worker", "nodemailer", "pg", "pino", "postgres", "prom-client", "undici"],
  /** Where people and keys are listed, for whoever shortens the address of one by hand. */
  redirects: async () => [
    { source: "/settings/users", destination: "/settings#users", permanent: false },
    { source: "/settings/api-keys", destination: "/settings#api-keys", permanent: false },
  ],
  /** Between two pages a browser may see no icon named, and asks for this one by itself. */
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
};
