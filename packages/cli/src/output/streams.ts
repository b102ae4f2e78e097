import { printable, withoutCredentials } from './printable';

/**
 * Lets a reader of the output leave early, as `head` does: what is still
 * written is lost, and the exit code is what it would have been. What else
 * goes wrong with the output is told to `onFailure`, where that can be.
 */
export function watchOutput(onFailure: (error: Error) => void): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      onFailure(error);
    });
  }
}

/** Says something to whoever typed the command; the lines of a note stay apart. */
export function printNotes(notes: readonly string[]): void {
  for (const line of notes.flatMap(note => note.split('\n'))) {
    process.stderr.write(`${withoutCredentials(printable(line))}\n`);
  }
}

/**
 * Writes a text to standard output, each piece when the one before it is
 * written. Where that fails nothing more is: `watchOutput` hears of it.
 */
export async function print(pieces: Iterable<string>): Promise<void> {
  for (const piece of pieces) {
    const error = await new Promise<Error | null | undefined>(resolve => {
      process.stdout.write(piece, resolve);
    });
    if (error) return;
  }
}
