/** What the command line starts. Throws or returns false on failure. */
type Run = (args: readonly string[]) => Promise<unknown>;

/**
 * Runs the entry that the command line names, with the arguments after the name, or all entries without a name. An
 * unknown name lists the known ones. The exit code is 1 if any run fails.
 */
export async function runNamed(kind: string, known: Readonly<Record<string, () => Promise<Run>>>): Promise<void> {
  const [first, ...rest] = process.argv.slice(2);
  if (first === '--help') {
    console.log(`Name one ${kind}: ${Object.keys(known).join(', ')}. Without a name, all of them run.`);
    return;
  }
  const named = first !== undefined && !first.startsWith('--');
  const args = named || first === undefined ? rest : [first, ...rest];
  const names = named ? [first] : Object.keys(known);
  for (const name of names) {
    const load = known[name];
    if (!load) {
      console.error(`There is no ${kind} named ${name}. Choose one of: ${Object.keys(known).join(', ')}.`);
      process.exitCode = 1;
      return;
    }
    const run = await load();
    if ((await run(args)) === false) process.exitCode = 1;
  }
}
