/** Whether the web server will be able to listen where it is told to, found out before anything slow is begun. */
import { createServer } from "node:net";

/** Answers the IP address that this machine reaches it by. Throws one sentence if it will not be able to. */
export async function checkPort(host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => reject(explainListenError(error, host, port)));
    probe.listen(port, host, () => {
      const bound = probe.address();
      const address = bound && typeof bound === "object" ? bound.address : host;
      probe.close(() => resolve(LOOPBACK_OF[address] ?? address));
    });
  });
}

/** Listening on all addresses includes the loopback one. */
const LOOPBACK_OF: Record<string, string> = { "0.0.0.0": "127.0.0.1", "::": "::1" };

/** The sentence for an error of `listen`. */
export function explainListenError(error: Error, host: string, port: number): Error {
  const code = "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return new Error(`Port ${port} of ${host} is in use; stop what uses it or set PORT.`);
  if (code === "EACCES") return new Error(`This user may not listen on port ${port}; set PORT to 1024 or above.`);
  return new Error(
    `HOST ${host} is not an address of this machine that can be listened on (${code ?? error.message}).`,
  );
}
