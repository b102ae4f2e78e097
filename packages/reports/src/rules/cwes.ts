const NUMBER = /(?:^|[^a-z])cwe[-_ /:]?0*(\d{1,6})(?!\d)/i;

/**
 * Numbers of the Common Weakness Enumeration, in order and once each, of texts like `CWE-79: …`,
 * `external/cwe/cwe-079`, and of numbers.
 */
export function cwesOf(values: readonly unknown[]): number[] {
  const numbers = new Set<number>();
  for (const value of values.slice(0, 200)) {
    const number =
      typeof value === 'string'
        ? Number(NUMBER.exec(value.slice(0, 200))?.[1])
        : value;
    if (Number.isInteger(number) && (number as number) > 0) {
      numbers.add(number as number);
    }
  }
  return [...numbers].sort((a, b) => a - b);
}
