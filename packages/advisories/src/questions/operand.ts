/** A version behind an operator: whole, or cut short (`4`, `4.17`, `4.x`). */
export interface Operand {
  /** As typed, without the mark of a wildcard. */
  text: string;
  /** Its leading numbers: those before any wildcard or pre-release. */
  numbers: string[];
  /** Whether it ends in `x`, `X`, `*` or Gradle's `+`. */
  isWild: boolean;
  /** Whether it is nothing but numbers. */
  isPlain: boolean;
}

/** What versions of any packaging system are written in. */
const VERSION = /^[0-9A-Za-z][0-9A-Za-z._+~!:^-]*$/;
const NUMBERS = /^v?(\d+(?:\.\d+)*)/i;
const WILD_TAIL = /(?:^|\.)(?:[xX*]|\+)(?:\.[xX*])*$/;

/** Undefined for what is no version: one has a digit, and no other signs. */
export function readOperand(typed: string): Operand | undefined {
  const text = typed.replace(WILD_TAIL, '');
  const isWild = text !== typed;
  if (text === '') {
    return isWild ? { text, numbers: [], isWild, isPlain: true } : undefined;
  }
  if (!VERSION.test(text) || !/\d/.test(text)) return undefined;
  const leading = NUMBERS.exec(text);
  const isPlain = leading !== null && leading[0].length === text.length;
  if (isWild && !isPlain) return undefined;
  return { text, numbers: leading?.[1].split('.') ?? [], isWild, isPlain };
}

/** The numbers up to a place, the last one raised: `1.2` becomes `1.3`. */
export function raised(numbers: readonly string[], places: number): string[] {
  const kept = numbers.slice(0, places);
  const last = kept.pop() ?? '0';
  return [...kept, String(BigInt(last) + 1n)];
}
