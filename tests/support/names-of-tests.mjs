/**
 * Loaded before a program of ours (tests/support/name-server): its look-ups of names that end in .example go to the name
 * server of the test, anew each time, where the system's would go to resolv.conf's.
 */
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import { promisify } from "node:util";

const resolver = new dns.promises.Resolver();
resolver.setServers([process.env.TEST_NAME_SERVER]);
const lookupBySystem = dns.lookup;

function lookup(hostname, options, done) {
  if (!hostname.endsWith(".example")) return lookupBySystem(hostname, options, done);
  lookupAll(hostname).then(
    (addresses) => (options.all ? done(null, addresses) : done(null, addresses[0].address, addresses[0].family)),
    (error) => done(error),
  );
}

async function lookupAll(hostname) {
  const four = await resolver.resolve4(hostname).catch(() => []);
  const six = await resolver.resolve6(hostname).catch(() => []);
  const found = [...four.map((address) => ({ address, family: 4 })), ...six.map((address) => ({ address, family: 6 }))];
  if (found.length > 0) return found;
  throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: "ENOTFOUND", hostname });
}

dns.lookup = lookup;
const lookupBySystemLater = dns.promises.lookup;
dns.promises.lookup = async (hostname, options = {}) => {
  if (!hostname.endsWith(".example")) return lookupBySystemLater(hostname, options);
  return promisify((done) => lookup(hostname, { ...options, all: true }, done))();
};
syncBuiltinESMExports();
