import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import fs from 'node:fs';
import path from 'node:path';
import { gitlabStructure } from './gitlabStructure';

/** A region has to say where it begins. */
const REGION = {
  anyOf: ['startLine', 'charOffset', 'byteOffset'].map(name => ({
    required: [name],
  })),
};

function compiledSarif(): ValidateFunction {
  const file = path.join(__dirname, 'sarif-2.1.0-rtm.5.json');
  // What it uses of draft 04 means the same in later ones, but for its name.
  const { $schema, id, ...schema } = JSON.parse(fs.readFileSync(file, 'utf8'));
  Object.assign(schema.definitions.region, REGION);
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  return ajv.compile(schema);
}

const validators = {
  sarif: compiledSarif(),
  gitlab: new Ajv({ allErrors: true }).compile(gitlabStructure),
};

/** What is wrong with a report, as a text each; empty where nothing is. */
export function schemaErrors(
  format: keyof typeof validators,
  report: unknown,
): string[] {
  const validate = validators[format];
  validate(report);
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath} ${message}`,
  );
}
