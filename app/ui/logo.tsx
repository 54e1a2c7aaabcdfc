/** The mark: a signpost, a post with two arms. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 26 26" aria-hidden="true" className="flex-none">
      <rect width="26" height="26" rx="7" className="fill-accent" />
      <path d="M8.5 21.5V4.5" className="stroke-on-accent" strokeWidth="2.4" strokeLinecap="round" />
      <path d="M10.9 6.2h6.3l3.4 3.1-3.4 3.1h-6.3z" className="fill-on-accent" />
      <path d="M10.9 15.2h4.3l2.2 2-2.2 2h-4.3z" className="fill-on-accent" opacity=".55" />
    </svg>
  );
}
