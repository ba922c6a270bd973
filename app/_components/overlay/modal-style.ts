/** The scrim between the page and a dialog or drawer. */
export const scrimStyle =
  'fixed inset-0 z-40 bg-scrim transition-opacity data-entering:opacity-0 data-exiting:opacity-0';
