/** Attention first, or newest first. */
import { UrlSegmented } from "./url-segmented.tsx";

const OPTIONS = [
  { value: "attention", label: "Attention first" },
  { value: "newest", label: "Newest first" },
];

export function SortSwitch() {
  return <UrlSegmented label="Sort" param="sort" options={OPTIONS} />;
}
