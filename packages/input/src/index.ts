export { InputError } from './InputError';
export { bounds } from './bounds';
export {
  decodeText,
  encodingOf,
  withoutByteOrderMark,
  type TextEncoding,
} from './text';
export { refuseDamage } from './damage';
export { isSecretName, isSecretParameter } from './secretNames';
export { boundMemory, type MarkCosts } from './memoryBound';
export {
  asText,
  entriesOf,
  fieldsOf,
  isFields,
  keysOf,
  listOf,
  textOf,
  type Fields,
} from './shape';
export { bytesIn, isPlainUtf8, piecesOf, type ByteSource } from './bytes';
export { readJson } from './json/json';
export {
  JsonList,
  readListedJson,
  type ListedJsonOptions,
} from './json/listedJson';
export { readJson5 } from './json/json5';
export { readJsonc } from './json/jsonc';
export {
  attributeOf,
  childrenOf,
  contentOf,
  elementOf,
  elementsOf,
  readXml,
} from './xml';
export { readYaml } from './yaml';
export {
  entryOf,
  readLocatedDocuments,
  readLocatedYaml,
  textsIn,
  type Located,
  type LocatedEntry,
} from './locatedYaml';
export {
  dockerInstructions,
  runScriptOf,
  type DockerInstruction,
} from './dockerInstructions';
export { readShell, type ShellCommand } from './shell/shell';
export {
  downloadsOf,
  type Download,
  type DownloadTool,
} from './shell/downloads';
export {
  contextsIn,
  expressionsIn,
  untrustedValuesIn,
  untrustedVariables,
  type WorkflowExpression,
  type UntrustedValue,
} from './workflows/expressions';
export { checksOutProposal, type CheckoutStep } from './workflows/proposals';
export { readToml } from './toml';
export { fitsPath, fitsWildcards } from './wildcards';
