// @ts-check
/*
 * Long lists between threads, slice by slice. A message is copied in one turn
 * of the event loop, on both sides: of 200,000 components that is a second, in
 * which a portal answers nobody. The next slice is sent when the last has been
 * taken, so that none pile up and are taken in one turn after all.
 */

/** Of components, some milliseconds. */
const SLICE = 1000;

/**
 * Sends lists to the other end of a port, and resolves when all were taken.
 *
 * @param {import('node:worker_threads').MessagePort} port
 * @param {unknown[][]} lists
 */
async function sendLists(port, lists) {
  const send = (/** @type {object} */ message) =>
    new Promise((resolve, reject) => {
      port.once('message', resolve);
      port.once('close', () => reject(new Error('The other thread ended')));
      port.postMessage(message);
    });
  try {
    for (const [list, items] of lists.entries()) {
      for (let start = 0; start < items.length; start += SLICE) {
        await send({ list, items: items.slice(start, start + SLICE) });
        port.removeAllListeners('close');
      }
    }
    await send({ end: true });
  } finally {
    port.close();
  }
}

/**
 * Receives the lists of the other end, into those given or new ones.
 *
 * @param {import('node:worker_threads').MessagePort} port
 * @param {unknown[][]} lists
 * @returns {Promise<void>}
 */
function receiveLists(port, lists) {
  return new Promise((resolve, reject) => {
    port.on('close', () => reject(new Error('The other thread ended')));
    port.on('message', ({ list, items, end }) => {
      if (end) {
        resolve();
      } else {
        lists[list] ??= [];
        for (const item of items) lists[list].push(item);
      }
      port.postMessage('taken');
    });
  });
}

module.exports = { sendLists, receiveLists };
