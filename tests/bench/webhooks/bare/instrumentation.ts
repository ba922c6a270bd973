/** Nothing to do at the start; without it, the product's own would be looked for. */
export function register(): void {}
