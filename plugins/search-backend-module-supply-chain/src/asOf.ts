/** What is indexed is as old as its index, and whoever finds it should see so. */
export function asOf(time: Date): string {
  return `As of ${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
