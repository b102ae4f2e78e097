/** `1 package`, `2 packages`; of what is not made plural by an `s`, give both. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
