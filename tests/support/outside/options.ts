/** The number given by `--name N` on the command line, or the default. @throws Error when it is no number */
export function numberOption(args: readonly string[], name: string, fallback: number): number {
  const at = args.indexOf(`--${name}`);
  if (at < 0) return fallback;
  const value = Number(args[at + 1]);
  if (args[at + 1] === undefined || !Number.isFinite(value)) throw new Error(`--${name} needs a number.`);
  return value;
}
