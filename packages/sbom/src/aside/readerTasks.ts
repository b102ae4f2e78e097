import { writeInventory } from './documentTasks';
import { asksForBundledPackages, readBundledManifest } from './manifestTasks';
import { packDocument, PackedDocument } from './packedDocument';
import { extractVex, readUpload } from './uploadTasks';

/**
 * What is done with files of strangers, in a process of its own: each takes and gives values that V8
 * can serialize, and paths of files for what is large.
 */
export const readerTasks = {
  asksForPackages: asksForBundledPackages,
  extractVex,
  packText: (task: { mediaType: string; text: string }): PackedDocument =>
    packDocument(task.mediaType, task.text),
  readManifest: readBundledManifest,
  readUpload,
  writeInventory,
};

export type ReaderTasks = typeof readerTasks;
