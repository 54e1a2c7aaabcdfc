/**
 * Passwords at rest: scrypt (RFC 7914) with N 2^15, r 8, p 1: 32 MiB and about a tenth of a second of one core for
 * each guess. A stored hash names its parameters, so that they can grow: `scrypt$15$8$1$<salt>$<hash>`, base64url.
 */
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

const COST_LOG2 = 15;
const BLOCK_SIZE = 8;
const PARALLELISM = 1;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, COST_LOG2, BLOCK_SIZE, PARALLELISM);
  return ["scrypt", COST_LOG2, BLOCK_SIZE, PARALLELISM, salt.toString("base64url"), hash.toString("base64url")].join(
    "$",
  );
}

/**
 * Whether `password` is the one that was hashed. Takes as long for `stored` null (nobody has that name), so that an
 * answer's time does not tell who exists.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [scheme, cost, blockSize, parallelism, salt, hash] = (stored ?? NOBODY).split("$");
  if (scheme !== "scrypt" || !salt || !hash) throw new Error("A stored password hash is not in the known form.");
  const expected = Buffer.from(hash, "base64url");
  const derived = await derive(
    password,
    Buffer.from(salt, "base64url"),
    Number(cost),
    Number(blockSize),
    Number(parallelism),
  );
  return timingSafeEqual(derived, expected) && stored !== null;
}

const NOBODY = [
  "scrypt",
  COST_LOG2,
  BLOCK_SIZE,
  PARALLELISM,
  "AAAA",
  Buffer.alloc(HASH_BYTES).toString("base64url"),
].join("$");

function derive(password: string, salt: Buffer, costLog2: number, blockSize: number, parallelism: number) {
  const options = { N: 2 ** costLog2, r: blockSize, p: parallelism, maxmem: 256 * 2 ** costLog2 * blockSize };
  return new Promise<Buffer>((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, HASH_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
