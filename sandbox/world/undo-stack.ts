/** What has been started, so that it can be stopped in the opposite order, once. */
export class UndoStack {
  readonly #steps: (() => Promise<void> | void)[] = [];
  #undone: Promise<void> | null = null;

  add(step: () => Promise<void> | void): void {
    this.#steps.push(step);
  }

  /** Runs every step, the last one first. A step that fails does not keep the others from running; its error is thrown at the end. */
  undo(): Promise<void> {
    this.#undone ??= this.#run();
    return this.#undone;
  }

  async #run(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.#steps.reverse()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
