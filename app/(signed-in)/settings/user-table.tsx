/** The people of the account. */
import Link from "next/link";
import { Table, TableCell, TableRow } from "#ui/table";
import type { ListedUser } from "./documents.ts";
import { ROLE_WORDS } from "./role-words.ts";

const COLUMNS = "lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1.4fr)]";
const HEADS = [{ label: "Name" }, { label: "E-mail" }, { label: "Role" }];

export function UserTable({ users, ownId }: { users: readonly ListedUser[]; ownId: string | null }) {
  if (users.length === 0) {
    return <p className="text-ink-2">Nobody signs in here yet; make a user for everybody who shall.</p>;
  }
  return (
    <Table label="Users" columns={COLUMNS} heads={HEADS}>
      {users.map(({ id, name, email, role }) => (
        <TableRow key={id} columns={COLUMNS}>
          <TableCell>
            <Link
              prefetch={false}
              href={`/settings/users/${id}`}
              dir="auto"
              className="font-semibold wrap-anywhere hover:text-accent-ink"
            >
              {name}
            </Link>
            {id === ownId ? <span className="ml-1.5 text-meta text-ink-3">you</span> : null}
          </TableCell>
          <TableCell>
            <span className="text-dense wrap-anywhere text-ink-2">{email}</span>
          </TableCell>
          <TableCell>
            <p className="text-dense">{ROLE_WORDS[role].name}</p>
            <p className="text-meta text-pretty text-ink-3">{ROLE_WORDS[role].may}</p>
          </TableCell>
        </TableRow>
      ))}
    </Table>
  );
}
