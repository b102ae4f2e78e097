/** How far long work is, for whoever waits at a terminal. */
export interface Progress {
  say(text: string): void;
  /** Takes the line away. */
  end(): void;
}

const PAUSE_MS = 100;
const SILENT: Progress = { say: () => undefined, end: () => undefined };

/**
 * A line on standard error that changes; nothing where that is no terminal, so
 * that logs of builds have no such lines.
 *
 * @param what - what is being done: `Indexing npm`
 */
export function onProgress(
  what: string,
  stream: Pick<
    NodeJS.WriteStream,
    'isTTY' | 'columns' | 'write'
  > = process.stderr,
): Progress {
  if (!stream.isTTY) return SILENT;
  let last = 0;
  return {
    say(text) {
      const now = performance.now();
      if (last !== 0 && now - last < PAUSE_MS) return;
      last = now;
      const line = `${what}: ${text}`.slice(0, (stream.columns || 80) - 1);
      stream.write(`\r\x1b[2K${line}`);
    },
    end() {
      if (last !== 0) stream.write('\r\x1b[2K');
    },
  };
}
