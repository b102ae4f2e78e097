/** Where the bytes of an export go while they come in. */
export interface Saving {
  /** False where the whole export is held in memory until it is complete. */
  readonly streams: boolean;
  write(chunk: Uint8Array): Promise<void>;
  /** Everything came: the file is there. */
  finish(): Promise<void>;
  /** It ended early: nothing is left behind. */
  discard(): Promise<void>;
}

interface FileWriter {
  write(chunk: Uint8Array): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

/** The part of the File System Access API that is used here. */
type FilePicker = (options: {
  suggestedName: string;
}) => Promise<{ createWritable(): Promise<FileWriter> }>;

function filePicker(): FilePicker | undefined {
  return (window as { showSaveFilePicker?: FilePicker }).showSaveFilePicker;
}

/** Whether the browser can write to disk while it receives. */
export function canStreamToDisk(): boolean {
  return filePicker() !== undefined;
}

/**
 * Opens a file for an export. Browsers that can, write to disk as bytes come;
 * others keep them and save at the end.
 *
 * @returns `undefined` where the reader chose no file.
 */
export async function openSaving(
  fileName: string,
): Promise<Saving | undefined> {
  const pick = filePicker();
  if (!pick) return savingInMemory(fileName);
  try {
    const handle = await pick({ suggestedName: fileName });
    const writer = await handle.createWritable();
    return {
      streams: true,
      write: chunk => writer.write(chunk),
      finish: () => writer.close(),
      discard: () => writer.abort(),
    };
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return undefined;
    // Browsers ask for a place only shortly after a click.
    if (error instanceof Error && error.name === 'SecurityError') {
      return savingInMemory(fileName);
    }
    throw error;
  }
}

function savingInMemory(fileName: string): Saving {
  let chunks: Uint8Array[] = [];
  return {
    streams: false,
    async write(chunk) {
      chunks.push(chunk);
    },
    async finish() {
      const blob = new Blob(chunks as BlobPart[], { type: 'application/zip' });
      chunks = [];
      const url = URL.createObjectURL(blob);
      const link = document.createElement('a');
      link.href = url;
      link.download = fileName;
      link.click();
      URL.revokeObjectURL(url);
    },
    async discard() {
      chunks = [];
    },
  };
}
