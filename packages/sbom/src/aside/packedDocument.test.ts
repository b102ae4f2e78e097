import { piecesOf } from '@safety-curtain/input';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fileBytes } from './fileBytes';
import { packPieces } from './packedDocument';

describe('packPieces', () => {
  let folder: string;
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'safety-curtain-pack-'));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it.each([0, 1, 300_000, 3_000_000])(
    'packs the very %d bytes of a file',
    async size => {
      const content = randomBytes(size);
      const file = path.join(folder, 'document');
      fs.writeFileSync(file, content);
      const bytes = fileBytes(file);
      try {
        const packed = await packPieces('text/plain', piecesOf(bytes));
        expect(gunzipSync(packed.gzip).equals(content)).toBe(true);
        expect(packed).toMatchObject({
          size,
          sha256: createHash('sha256').update(content).digest('hex'),
        });
      } finally {
        bytes.close();
      }
    },
  );
});
