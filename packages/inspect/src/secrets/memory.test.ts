/** @jest-environment node */
import { performance } from 'node:perf_hooks';
import { foundIn } from '../__testUtils__/inspecting';

it('leaves nothing behind of the files that were looked at', async () => {
  const before = performance.getEntries().length;
  expect(await foundIn('a.env', 'A=b')).toEqual([]);
  expect(performance.getEntries()).toHaveLength(before);
});
