import { InputError } from './InputError';
import { bounds } from './bounds';

/**
 * Bytes of memory for each of the characters without which a format cannot begin another value.
 *
 * A heap that is full in the midst of doubling a large table ends the whole process, so what a text
 * could become is bounded before a parser sees it. The figures are upper bounds, measured on
 * 64-bit Node 24 with texts that hold little else than such characters.
 *
 * @public
 */
export type MarkCosts = Readonly<Record<string, number>>;

/** Refuses a text whose parsed form could take more than `allowance` bytes. @public */
export function boundMemory(
  text: string,
  costs: MarkCosts,
  allowance: number = bounds.memory,
): void {
  const byCode = new Uint16Array(128);
  for (const [mark, cost] of Object.entries(costs)) {
    byCode[mark.charCodeAt(0)] = cost;
  }
  let memory = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    memory += code < 128 ? byCode[code] : 0;
  }
  if (memory > allowance) {
    throw tooMuchMemory(allowance);
  }
}

export function tooMuchMemory(allowance: number): InputError {
  const mebibytes = Math.floor(allowance / 1024 / 1024);
  return new InputError(
    `so many values that they could take more than ${mebibytes} MiB of memory`,
  );
}
