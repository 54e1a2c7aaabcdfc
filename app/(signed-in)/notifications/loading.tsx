/** What stands here while the list is being read. */
import { ListSkeleton } from "#ui/skeleton";

export default function Loading() {
  return <ListSkeleton title="Notifications" />;
}
