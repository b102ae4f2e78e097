// The thread that gives damaged inputs to readers; `../fuzz.mjs` watches it.
import { parentPort, workerData } from 'node:worker_threads';
import { damaged, oneOf, randomOf } from './damage.mjs';
import { allReaders } from './readers.mjs';

/** @typedef {import('./readers.mjs').Reader} Reader */

/** Where an input and what became of it are told, for the one who watches. */
const TELL_EVERY = 1000;

const { seed, from, to, shared } = workerData;
const at = new Float64Array(shared);
const readers = allReaders();
const pairs = readers.flatMap(reader =>
  reader.samples.map((_, sample) => ({ reader, sample })),
);

await checkSamples();
const counts = Object.fromEntries(readers.map(({ name }) => [name, none()]));
for (let index = from; index < to; index++) {
  at[0] = index;
  const { reader, sample, text } = inputOf(index);
  const start = performance.now();
  const failure = await failureOf(reader, text, sample);
  const count = counts[reader.name];
  count.inputs += 1;
  count.slowest = Math.max(count.slowest, performance.now() - start);
  if (failure.refused) count.refused += 1;
  if (failure.why) {
    count.failed += 1;
    parentPort.postMessage({
      failed: { index, reader: reader.name, text, why: failure.why },
    });
  }
  if ((index + 1) % TELL_EVERY === 0) {
    parentPort.postMessage({ counts: structuredClone(counts) });
    for (const name of Object.keys(counts)) counts[name] = none();
  }
}
parentPort.postMessage({ counts });

function none() {
  return { inputs: 0, refused: 0, failed: 0, slowest: 0 };
}

/** The same for the same seed and number: half by reader, half by sample. */
function inputOf(index) {
  const random = randomOf(Math.imul(seed, 0x9e3779b1) ^ index);
  const pick = () => {
    if (random() < 0.5) return oneOf(pairs, random);
    const reader = oneOf(readers, random);
    return { reader, sample: Math.floor(random() * reader.samples.length) };
  };
  const { reader, sample } = pick();
  const other = pick();
  const text = damaged(
    reader.samples[sample],
    other.reader.samples[other.sample],
    random,
  );
  return { reader, sample, text };
}

/** @param {Reader} reader */
async function failureOf(reader, text, sample) {
  try {
    return { why: await reader.read(text, sample) };
  } catch (error) {
    return error?.name === reader.error
      ? { refused: true }
      : { why: String(error?.stack ?? error) };
  }
}

/** What is damaged has to be read as it is, or little of a reader is tried. */
async function checkSamples() {
  for (const { reader, sample } of pairs) {
    const text = reader.samples[sample];
    const { refused, why } = await failureOf(reader, text, sample);
    if (refused || why) {
      throw new Error(`A sample of ${reader.name} is not read: ${text}`);
    }
  }
}
