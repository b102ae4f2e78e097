import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { safetyCurtain } from './portal/commandLine';
import { expect, licensesTab, test } from './portal/test';

const ARCHIVE = '/license-compliance/archive';
// No other test counts what is in this entity.
const NAME = 'safety-curtain';
const REF = `component:default/${NAME}`;
// Long enough for a page to be seen before the end, short enough to wait for.
const EXCEPTION_MS = 8_000;

const publicKeyFile = () => process.env.PORTAL_PUBLIC_KEY_FILE ?? '';

/** An SBOM with one package whose license the policy denies. */
function sbomOf(name: string) {
  return JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    components: [
      {
        type: 'library',
        'bom-ref': name,
        name,
        version: '1.0.0',
        purl: `pkg:npm/${name}@1.0.0`,
        licenses: [{ license: { id: 'AGPL-3.0-only' } }],
      },
    ],
  });
}

const services = {
  checkout: { title: 'Checkout' },
  featureFlags: { title: 'Feature Flags' },
};

/** Chooses one service to export on the page; resolves to the button that downloads it. */
async function chooseExport(page: Page, { title }: typeof services.checkout) {
  await page.goto(`${ARCHIVE}?view=exports`);
  await page.getByRole('button', { name: 'Select Service' }).click();
  await page.getByPlaceholder('Start typing a name').fill(title);
  await page.getByRole('option', { name: title, exact: true }).click();
  return page.getByRole('button', { name: 'Download', exact: true });
}

test.describe('an export', () => {
  test('is signed; verify accepts it, and names the file with a flipped bit', async ({
    portal,
  }, info) => {
    test.skip(!publicKeyFile(), 'PORTAL_PUBLIC_KEY_FILE is not set');
    // As in browsers that cannot write to disk while they receive.
    await portal.addInitScript(() =>
      Reflect.deleteProperty(window, 'showSaveFilePicker'),
    );
    const zip = info.outputPath('export.zip');
    await test.step('export one service', async () => {
      const button = await chooseExport(portal, services.checkout);
      const [download] = await Promise.all([
        portal.waitForEvent('download'),
        button.click(),
      ]);
      expect(download.suggestedFilename()).toMatch(
        /^sbom-archive-entity-checkout-service-[\d-]+\.zip$/,
      );
      await download.saveAs(zip);
      await expect(portal.getByText(/^Saved as sbom-archive/)).toBeVisible();
      await expect(portal.getByText(/^Signed with key/).first()).toBeVisible();
    });

    await test.step('verify as the page says, with the public key alone', async () => {
      const said = await portal
        .getByText(/^safety-curtain verify /)
        .first()
        .innerText();
      const [, ...args] = said.trim().split(' ');
      expect(args.slice(2)).toEqual(['--key', 'archive.pub']);
      const { code, stdout, stderr } = await safetyCurtain(
        args.map(one =>
          one.endsWith('.zip')
            ? zip
            : one.replace('archive.pub', publicKeyFile()),
        ),
      );
      expect(stderr).toBe('');
      expect(stdout).toMatch(/(\d+) of \1 files are as they were made/);
      expect(code).toBe(0);
    });

    await test.step('flip one bit', async () => {
      const bytes = await readFile(zip);
      const { name, at } = contentOf(bytes, /\/sboms\//);
      bytes[at] ^= 1; // eslint-disable-line no-bitwise
      const tampered = info.outputPath('tampered.zip');
      await writeFile(tampered, bytes);
      const { code, stdout } = await safetyCurtain([
        'verify',
        tampered,
        '--key',
        publicKeyFile(),
      ]);
      expect(stdout).toContain(`${name}: `);
      expect(stdout).toContain('is NOT intact: 1 problem');
      expect(code).toBe(2);
    });
  });

  test('goes to disk as its bytes come, where the browser can', async ({
    portal,
  }, info) => {
    test.skip(!publicKeyFile(), 'PORTAL_PUBLIC_KEY_FILE is not set');
    // Nobody is there to choose a file: the picker gives one of the browser's
    // own file system, which takes a stream as those of the disk do.
    await portal.addInitScript(() =>
      Object.assign(window, {
        showSaveFilePicker: async (options: { suggestedName: string }) => {
          const folder = await navigator.storage.getDirectory();
          return folder.getFileHandle(options.suggestedName, { create: true });
        },
      }),
    );
    await (await chooseExport(portal, services.featureFlags)).click();
    const saved = portal.getByText(/^Saved as sbom-archive/);
    await expect(saved).toBeVisible();
    const [, name] = /^Saved as (\S+),/.exec(await saved.innerText())!;

    const base64 = await portal.evaluate(async fileName => {
      const folder = await navigator.storage.getDirectory();
      const file = await (await folder.getFileHandle(fileName)).getFile();
      return new Promise<string>(resolve => {
        const reader = new FileReader();
        reader.onload = () => resolve(`${reader.result}`.split(',')[1]);
        reader.readAsDataURL(file);
      });
    }, name);
    const zip = info.outputPath('streamed.zip');
    await writeFile(zip, Buffer.from(base64, 'base64'));
    const { code, stdout } = await safetyCurtain([
      'verify',
      zip,
      '--key',
      publicKeyFile(),
    ]);
    expect(stdout).toContain('is intact');
    expect(code).toBe(0);
  });
});

test.describe('a build that uploads', () => {
  const upload = (file: string, token: string) =>
    safetyCurtain(
      [
        'upload',
        file,
        ...['--url', `${process.env.PORTAL_BACKEND_URL}/api/supply-chain`],
        ...['--entity', REF, '--revision', 'f00d', '--release', 'v8'],
        ...['--name', 'build'],
      ],
      { SAFETY_CURTAIN_TOKEN: token },
    );

  test('finds its SBOM in the archive, and is told where it may not', async ({
    portal,
  }, info) => {
    const token = process.env.PORTAL_UPLOAD_TOKEN ?? '';
    test.skip(!token, 'PORTAL_UPLOAD_TOKEN is not set');
    const file = info.outputPath('bom.json');
    await writeFile(file, sbomOf('build-db'));

    await test.step('with a wrong token', async () => {
      const { code, stdout, stderr } = await upload(file, `${token}x`);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/bom\.json was refused: .*token/i);
      expect(code).toBe(3);
    });

    await test.step('with the right one', async () => {
      const { code, stdout, stderr } = await upload(file, token);
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toMatchObject({
        created: true,
        format: 'CycloneDX',
      });
      expect(code).toBe(0);
      await portal.goto(`${ARCHIVE}?entity=${REF}&release=v8`);
      await expect(portal.getByText('Upload: build')).toBeVisible();
    });

    await test.step('the same again only extends its time', async () => {
      const { code, stdout } = await upload(file, token);
      expect(JSON.parse(stdout)).toMatchObject({ created: false });
      expect(code).toBe(0);
    });
  });
});

test('an exception sets an issue aside until it ends, and no longer', async ({
  portal,
  api,
}) => {
  await api.uploadSbom({
    entityRef: REF,
    name: 'worker',
    body: new Blob([sbomOf('brief-db')], {
      type: 'application/vnd.cyclonedx+json',
    }),
  });
  const issue = portal.getByRole('row', { name: /brief-db/ });
  await test.step('an exception that ends in seconds', async () => {
    // The form takes days; nobody wants to wait for one to end.
    await portal.route('**/api/supply-chain/decisions', async route => {
      if (route.request().method() !== 'POST') return route.fallback();
      const endsAt = new Date(Date.now() + EXCEPTION_MS).toISOString();
      const asked = route.request().postDataJSON();
      return route.continue({ postData: { ...asked, endsAt } });
    });
    await portal.goto(licensesTab(NAME, '?q=brief-db'));
    await issue.getByText('brief-db').click();
    const drawer = portal.getByRole('dialog');
    await drawer.getByRole('button', { name: 'Request an exception' }).click();
    await drawer
      .getByRole('textbox', { name: 'Reason' })
      .fill('Gone with the next deployment');
    await drawer.getByRole('button', { name: 'Submit' }).click();
    await expect(drawer.getByText(/^Now active/)).toBeVisible();
    await portal.keyboard.press('Escape');
    // It stays in the list, marked.
    await expect(issue).toContainText('Exception until');
  });

  await test.step('back once it has ended', async () => {
    const open = async () =>
      (
        await api.listLicenseIssues({
          entityRef: REF,
          q: 'brief-db',
          excepted: false,
        })
      ).items.length;
    await expect.poll(open, { timeout: 3 * EXCEPTION_MS }).toBe(1);
    await portal.goto(licensesTab(NAME, '?q=brief-db'));
    await expect(issue).toContainText('Denied');
    await expect(issue).not.toContainText('Exception until');
    await portal.goto('/license-compliance/decisions?state=expired');
    await expect(
      portal.getByText('Gone with the next deployment'),
    ).toBeVisible();
  });
});

/**
 * Where the compressed content of the first fitting entry of a zip is, in its
 * middle (APPNOTE.TXT, sections 4.3.7 and 4.3.12).
 */
function contentOf(zip: Buffer, wanted: RegExp) {
  let at = zip.indexOf('PK\u0001\u0002', 0, 'latin1');
  while (at >= 0) {
    const size = zip.readUInt32LE(at + 20);
    const length = zip.readUInt16LE(at + 28);
    const header = zip.readUInt32LE(at + 42);
    const name = zip.toString('utf8', at + 46, at + 46 + length);
    if (wanted.test(name)) {
      const start =
        header +
        30 +
        zip.readUInt16LE(header + 26) +
        zip.readUInt16LE(header + 28);
      return { name, at: start + Math.floor(size / 2) };
    }
    at = zip.indexOf('PK\u0001\u0002', at + 46, 'latin1');
  }
  throw new Error(`No entry fits ${wanted}`);
}
