// @ts-check
/*
 * The other side of `src/engines/Child.ts`: does the tasks that the portal
 * sends, one at a time, and ends with it.
 */
const { Worker } = require('node:worker_threads');

/** @typedef {Record<string, (task: any) => unknown>} Tasks */

/** @param {Tasks} tasks */
module.exports = function serve(tasks) {
  const send = (/** @type {object} */ message) => process.send?.(message);
  process.on('disconnect', () => process.exit());
  endWithParent();
  // A terminal and systemd send these to the portal's processes all at once;
  // it is the portal that ends them, when it has ended what they are at.
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) {
    process.on(signal, () => undefined);
  }
  process.on('message', async (/** @type {any} */ { name, task }) => {
    try {
      send({ answer: 'result', value: await tasks[name](task) });
    } catch (error) {
      const value = error instanceof Error ? error : new Error(String(error));
      send({ answer: 'error', value });
    }
  });
  send({ answer: 'ready' });
};

/**
 * Whoever is busy does not hear that the channel is closed. A thread looks
 * whether the portal is still the parent.
 */
function endWithParent() {
  const watch = `
    setInterval(() => {
      if (process.ppid !== ${process.ppid}) process.kill(process.pid, 'SIGKILL');
    }, 1000);
  `;
  new Worker(watch, { eval: true }).unref();
}
