import { type VexHeading, vexTasks } from '@safety-curtain/vex';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** A document as the engine hands it over; throws where it is refused. */
export async function readVexText<T>(
  text: string,
  work: (document: {
    heading: VexHeading;
    statements: string;
    sha256: string;
  }) => Promise<T>,
): Promise<T> {
  const folder = await fs.mkdtemp(
    path.join(os.tmpdir(), 'safety-curtain-vex-'),
  );
  try {
    const file = path.join(folder, 'document');
    const statements = path.join(folder, 'statements');
    await fs.writeFile(file, text);
    const memory = 64 * 1024 * 1024;
    const result = await vexTasks.readVex({ file, output: statements, memory });
    if ('error' in result) throw new Error(result.error);
    const sha256 = createHash('sha256').update(text).digest('hex');
    return await work({ heading: result.document, statements, sha256 });
  } finally {
    await fs.rm(folder, { recursive: true });
  }
}
