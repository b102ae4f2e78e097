const HEX = '0123456789abcdef';
const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const VALUES = [
  ['32 of hex', HEX, 32],
  ['64 of hex', HEX, 64],
  ['20 letters and digits', ALNUM, 20],
  ['32 letters and digits', ALNUM, 32],
  ['43 of base64', `${ALNUM}+/`, 43],
];

const FORMS = [
  ['settings', 'app.env', value => `API_TOKEN=${value}`],
  ['YAML', 'app.yaml', value => `db:\n  password: ${value}`],
  ['JSON', 'app.json', value => `{"clientSecret": "${value}"}`],
  ['JavaScript', 'app.ts', value => `const apiKey = '${value}';`],
  ['Python', 'app.py', value => `SECRET_KEY = "${value}"`],
  ['properties', 'app.properties', value => `service.password=${value}`],
  ['Go', 'app.go', value => `token := "${value}"`],
];

/**
 * Random texts that are given to names of secrets: `[kind, path, text]`.
 *
 * @param chance - numbers from 0 to below 1
 */
export function* assigned(chance) {
  for (const [form, path, written] of FORMS) {
    for (const [kind, alphabet, count] of VALUES) {
      const value = Array.from(
        { length: count },
        () => alphabet[Math.floor(chance() * alphabet.length)],
      ).join('');
      yield [`${kind} in ${form}`, path, written(value)];
    }
  }
}
