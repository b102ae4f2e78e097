import { DocumentDamagedError } from '../../../records/documents/Archive';

/** What is read, or undefined where the document is damaged and that was told. */
export async function unlessDamaged<T>(
  reading: Promise<T>,
  tell: () => void,
): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof DocumentDamagedError)) throw error;
    tell();
    return undefined;
  }
}
