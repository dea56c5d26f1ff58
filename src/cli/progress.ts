import { MultiBar, Presets, type SingleBar } from 'cli-progress';

/** Shows how far long work is, on a terminal's standard error and nowhere else. */
export class Progress {
  readonly #bars: MultiBar | undefined;
  #bar: SingleBar | undefined;
  #task = '';

  /** @param shown - False for `--quiet`, and where standard error is no terminal. */
  constructor(shown: boolean) {
    if (!shown) return;
    this.#bars = new MultiBar(
      {
        format: '{task} {bar} {percentage}% {eta_formatted} left',
        stream: process.stderr,
        hideCursor: true,
        clearOnComplete: true,
      },
      Presets.shades_classic,
    );
  }

  /** Says that `done` of `total` steps of `task` are over. */
  update(task: string, done: number, total: number): void {
    if (!this.#bars || total <= 0) return;
    if (task !== this.#task) {
      if (this.#bar) this.#bars.remove(this.#bar);
      this.#bar = this.#bars.create(total, done, { task });
      this.#task = task;
    }
    this.#bar?.setTotal(total);
    this.#bar?.update(done, { task });
    // The loops that report do not yield, so the bar's own timer never fires.
    this.#bars.update();
  }

  /** Clears what is on screen. */
  stop(): void {
    this.#bars?.stop();
  }
}
