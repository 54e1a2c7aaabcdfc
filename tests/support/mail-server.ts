/** A real SMTP server on this machine, for tests of what is mailed. It keeps every mail, or refuses it as it was told. */
import { SMTPServer } from "smtp-server";
import { waitFor } from "./wait-for.ts";

/** `text`: the whole mail as it came, headers and body, with encoded line ends taken out. */
export type ReceivedMail = { from: string; to: string[]; text: string };

export type MailServer = {
  /** For SMTP_URL, with a user and a password that it takes. */
  url: string;
  mails: ReceivedMail[];
  /** From now on every mail is refused with this status; null: taken again. */
  refuse: (status: number | null) => void;
  waitFor: (count: number) => Promise<ReceivedMail[]>;
  close: () => Promise<void>;
};

export const MAIL_PASSWORD = "hunter2-of-the-mail-server";

/** Listens on 127.0.0.1, on a free port. */
export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  let refusal: number | null = null;
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    onAuth: ({ username, password }, _session, answer) =>
      password === MAIL_PASSWORD
        ? answer(null, { user: username })
        : answer(new Error(`No ${password} here, ${username}.`)),
    onData: (stream, { envelope }, answer) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (refusal !== null) return answer(Object.assign(new Error("Not today."), { responseCode: refusal }));
        const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        mails.push({ from, to, text: Buffer.concat(chunks).toString("utf8").replaceAll("=\r\n", "") });
        return answer();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("The mail server has no port.");
  return {
    url: `smtp://signalpost:${MAIL_PASSWORD}@127.0.0.1:${address.port}`,
    mails,
    refuse: (status) => {
      refusal = status;
    },
    waitFor: (count) =>
      waitFor(() => (mails.length >= count ? mails : null), { timeoutMs: 30_000, what: `${count} mails` }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
