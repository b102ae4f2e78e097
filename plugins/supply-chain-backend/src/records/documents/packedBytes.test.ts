/** @jest-environment node */
import fc from 'fast-check';
import { gzipSync, inflateRawSync } from 'node:zlib';
import { packedBytes } from './packedBytes';

describe('packedBytes', () => {
  it('unpack to what they were packed from, whatever that is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), plain => {
        const packed = packedBytes(gzipSync(plain), plain)!;
        expect(
          Buffer.compare(inflateRawSync(packed.deflated), Buffer.from(plain)),
        ).toBe(0);
      }),
    );
  });

  it('are none where the container is not of these bytes alone', () => {
    const plain = Buffer.from('plain');
    const gzip = gzipSync(plain);
    const named = Buffer.from(gzip);
    named[3] = 8;
    const others = [
      gzipSync('other'),
      named,
      gzip.subarray(0, 12),
      Buffer.alloc(0),
      plain,
    ];
    const twice = Buffer.concat([plain, plain]);
    expect(packedBytes(Buffer.concat([gzip, gzip]), twice)).toBeUndefined();
    for (const other of others) {
      expect(packedBytes(other, plain)).toBeUndefined();
    }
  });
});
