/** What stands here while the report is being counted. */
import { ListSkeleton } from "#ui/skeleton";

export default function Loading() {
  return <ListSkeleton title="Reports" />;
}
