/** What lies over the page behind a dialog or a drawer. */
export const scrimStyle =
  'fixed inset-0 z-40 bg-scrim transition-opacity data-entering:opacity-0 data-exiting:opacity-0';
