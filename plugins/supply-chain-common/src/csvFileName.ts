/** Characters of a question that go into a file name. */
const MAX_QUESTION = 80;

/** A question as one text: `advisory=CVE-2021-44228 versions=<2.17.1`. @public */
export function questionText(query: object): string {
  return Object.entries(query)
    .flatMap(([name, value]) =>
      [value]
        .flat()
        .filter(one => one !== undefined && one !== '')
        .map(one => `${name}=${one}`),
    )
    .join(' ');
}

/**
 * The name of a CSV, after what was asked and on which day (UTC):
 * `where-used-CVE-2021-44228-2026-01-31.csv`.
 *
 * @param what - what the rows are: `findings`
 * @param query - the filter in force
 * @public
 */
export function csvFileName(what: string, query: object, now: Date): string {
  const question = Object.values(query)
    .flat()
    .filter(value => value !== undefined)
    .join('-')
    .replace(/[^A-Za-z0-9._]+/g, '-')
    .slice(0, MAX_QUESTION)
    .replace(/^[-.]+|[-.]+$/g, '');
  return `${[what, question, now.toISOString().slice(0, 10)]
    .filter(Boolean)
    .join('-')}.csv`;
}
