/** The product's mark: the slots of a day, one of them booked. */
export function Mark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className="size-6 shrink-0">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <g className="stroke-on-accent" strokeWidth="3" strokeLinecap="round">
        <path d="M9 9.5h14M9 16h5.5" strokeOpacity=".55" />
        <path d="M19 16h4M9 22.5h14" />
      </g>
      <circle cx="19" cy="16" r="2.6" className="fill-on-accent" />
    </svg>
  );
}
