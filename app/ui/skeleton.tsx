/**
 * What stands where a list or page will be: grey rows in its own grid. Appears late, so that fast answers never
 * flash it, and says so when an answer is long in coming.
 */

export function ListSkeleton({ title }: { title: string }) {
  return (
    <div role="status" data-skeleton="" className="animate-late">
      <h1 className="mb-6 text-title">{title}</h1>
      <span className="sr-only">Loading</span>
      <p className="mb-4 animate-overdue text-dense text-ink-2">
        The server takes longer than usual. This page comes by itself.
      </p>
      <div aria-hidden="true" className="card">
        {["a", "b", "c", "d", "e", "f"].map((row) => (
          <div
            key={row}
            className="grid grid-cols-[34px_1fr_120px] gap-4 border-b border-line px-4 py-4 last:border-b-0"
          >
            <div className="h-5 rounded-full bg-idle-soft" />
            <div className="grid gap-2">
              <div className="h-3.5 w-2/5 rounded-mark bg-idle-soft" />
              <div className="h-3 w-4/5 rounded-mark bg-idle-soft" />
            </div>
            <div className="h-3.5 rounded-mark bg-idle-soft" />
          </div>
        ))}
      </div>
    </div>
  );
}
