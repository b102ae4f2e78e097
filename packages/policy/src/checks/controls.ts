/**
 * The frameworks whose requirements checks name, with the edition that the ids are of.
 *
 * @public
 */
export const frameworks = {
  ssdf: 'NIST SSDF 1.1 (SP 800-218)',
  'sp800-53': 'NIST SP 800-53 Rev. 5',
  cis16: 'CIS Controls v8, Control 16',
  samm: 'OWASP SAMM 2',
  iso18974: 'ISO/IEC 18974:2023',
  slsa: 'SLSA 1.0',
} as const;

/** A framework of controls that checks are evidence for. @public */
export type Framework = keyof typeof frameworks;

/**
 * A requirement that a check serves. `id` is the framework's own: a practice of
 * SSDF, a control of SP 800-53, a safeguard of CIS, function-practice-stream of
 * SAMM, a clause of ISO/IEC 18974, a level of a SLSA track.
 *
 * @public
 */
export interface Control {
  framework: Framework;
  id: string;
}

const named =
  (framework: Framework) =>
  (...ids: string[]): Control[] =>
    ids.map(id => ({ framework, id }));

export const ssdf = named('ssdf');
export const sp80053 = named('sp800-53');
export const cis16 = named('cis16');
export const samm = named('samm');
export const iso18974 = named('iso18974');
export const slsa = named('slsa');
