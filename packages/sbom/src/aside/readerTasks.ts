import {
  type DocumentsTask,
  writeInventory,
  type WrittenInventory,
} from './documentTasks';
import type { HandedManifest } from './handedManifest';
import {
  asksForBundledPackages,
  type FileTask,
  type ManifestTask,
  readBundledManifest,
} from './manifestTasks';
import { packDocument, PackedDocument } from './packedDocument';
import { type RewriteTask, rewriteSbom } from './rewriteTask';
import {
  extractVex,
  readUpload,
  type UnderstoodSbom,
  type UploadTask,
} from './uploadTasks';

/** The tasks by their names. @public */
export interface ReaderTasks {
  asksForPackages(task: FileTask): boolean | undefined;
  extractVex(task: {
    file: string;
    memory: number;
    output: string;
  }): Promise<boolean>;
  packText(task: { mediaType: string; text: string }): PackedDocument;
  readManifest(
    task: ManifestTask,
  ): Promise<{ manifest: HandedManifest } | { error: string }>;
  readUpload(
    task: UploadTask,
  ): Promise<{ upload: UnderstoodSbom<HandedManifest> } | { error: string }>;
  rewriteSbom(task: RewriteTask): Promise<{ mediaType: string }>;
  writeInventory(task: DocumentsTask): Promise<WrittenInventory>;
}

/**
 * What is done with files of strangers, in a process of its own: each takes and gives values that V8
 * can serialize, and paths of files for what is large.
 *
 * @public
 */
export const readerTasks: ReaderTasks = {
  asksForPackages: asksForBundledPackages,
  extractVex,
  packText: ({ mediaType, text }) => packDocument(mediaType, text),
  readManifest: readBundledManifest,
  readUpload,
  rewriteSbom,
  writeInventory,
};
