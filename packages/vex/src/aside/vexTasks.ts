import { decodeText } from '@safety-curtain/input';
import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { VexError } from '../VexError';
import type { IgnoreFile } from '../ignorefiles/ignored';
import { readIgnoreFile } from '../ignorefiles/readIgnoreFile';
import { onlyMatchable } from '../matching/matchable';
import type { Statement, VexDocument } from '../model/statement';
import { readVex } from '../readVex';

/** What a document says of itself; its statements are in a file. @public */
export interface VexHeading extends Omit<VexDocument, 'statements'> {
  /** How many there are. */
  statements: number;
}

/** The tasks by their names. @public */
export interface VexTasks {
  readVex(task: {
    /** Where the bytes are. */
    file: string;
    /** Where the statements go: the path of a file that is not there yet. */
    output: string;
    /** Bytes of memory that its values may take. */
    memory: number;
  }): Promise<{ document: VexHeading } | { error: string }>;
  readIgnoreFile(task: {
    /** Within the source: its name tells the tool. */
    path: string;
    content: Uint8Array;
  }): { file: IgnoreFile } | { error: string };
}

/**
 * What is done with documents of strangers, in a process of its own. What the engine refuses comes
 * back as `{ error }`.
 *
 * @public
 */
export const vexTasks: VexTasks = {
  async readVex({ file, output, memory }) {
    const bytes = await fs.readFile(file);
    return refusing(async () => {
      const { statements, ...heading } = onlyMatchable(
        readVex(bytes, { memory }),
      );
      await fs.writeFile(output, linesOf(statements), {
        flag: 'wx',
        mode: 0o600,
      });
      return { document: { ...heading, statements: statements.length } };
    });
  },

  readIgnoreFile({ path, content }) {
    try {
      return { file: readIgnoreFile(path, decodeText(content)) };
    } catch (error) {
      return refusalOf(error);
    }
  },
};

/** The statements that `readVex` left in a file, one at a time. @public */
export async function* readStatements(file: string): AsyncGenerator<Statement> {
  const lines = createInterface({ input: createReadStream(file) });
  for await (const line of lines) yield JSON.parse(line);
}

/** U+2028 and U+2029 end a line, too, and JSON leaves them as they are. */
function* linesOf(statements: readonly Statement[]): Generator<string> {
  for (const statement of statements) {
    const line = JSON.stringify(statement)
      .replaceAll('\u2028', '\\u2028')
      .replaceAll('\u2029', '\\u2029');
    yield `${line}\n`;
  }
}

async function refusing<T>(
  work: () => Promise<T>,
): Promise<T | { error: string }> {
  try {
    return await work();
  } catch (error) {
    return refusalOf(error);
  }
}

function refusalOf(error: unknown): { error: string } {
  if (error instanceof VexError) return { error: error.message };
  throw error;
}
