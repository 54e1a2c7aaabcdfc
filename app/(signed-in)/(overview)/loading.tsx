/** What stands here while the overview is asked for. Without it a page that streams would not stay where it cannot be drawn anew. */
import { ListSkeleton } from "#ui/skeleton";

export default function Loading() {
  return <ListSkeleton title="Overview" />;
}
