/** Prints a line. */
export function say(text = '') {
  process.stdout.write(`${text}\n`);
}

/** Prints rows of equal keys as a table; figures to the right. */
export function table(rows) {
  const columns = Object.keys(rows[0]);
  const width = column =>
    Math.max(column.length, ...rows.map(row => `${row[column]}`.length));
  const line = cells =>
    columns
      .map((column, i) => {
        const text = `${cells[column]}`;
        return i === 0
          ? text.padEnd(width(column))
          : text.padStart(width(column));
      })
      .join('  ');
  say(`  ${line(Object.fromEntries(columns.map(c => [c, c])))}`);
  say(
    `  ${line(
      Object.fromEntries(columns.map(c => [c, '-'.repeat(width(c))])),
    )}`,
  );
  for (const row of rows) say(`  ${line(row)}`);
}

/** Milliseconds, in three significant figures or so. */
export function ms(value) {
  if (value >= 100) return `${Math.round(value)} ms`;
  if (value >= 1) return `${value.toFixed(1)} ms`;
  return `${(value * 1000).toFixed(0)} µs`;
}

/** How many times as long something takes. */
export function times(ratio) {
  return `${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(1)}x`;
}

/** A few members of a list, and how many more there are. */
export function sample(list, count = 5) {
  const shown = list.slice(0, count).join(', ');
  return list.length > count
    ? `${shown} and ${list.length - count} more`
    : shown;
}

/** Bytes as MiB. */
export function mib(bytes) {
  return `${Math.round(Number(bytes) / 2 ** 20)} MiB`;
}
