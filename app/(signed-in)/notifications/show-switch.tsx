/** All notifications, or the unread ones. */
import { UrlSegmented } from "#ui/url-segmented";

const OPTIONS = [
  { value: "all", label: "All" },
  { value: "unread", label: "Unread" },
];

export function ShowSwitch() {
  return (
    <div className="mb-3">
      <UrlSegmented label="Show" param="show" options={OPTIONS} />
    </div>
  );
}
