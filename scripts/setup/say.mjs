/** Tells the person at the terminal what is being done. */
export function say(text) {
  process.stdout.write(`> ${text}\n`);
}

/** A duration in milliseconds as people say it. */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
