import {
  aFinding,
  aPage,
  aTargetDetail,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import type { TargetImage } from '@safety-curtain/plugin-supply-chain-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../__testUtils__/entity';
import { EntitySecurityContent } from './EntitySecurityContent';

const backend = fakeBackend();
const DIGEST = `sha256:${'a'.repeat(64)}`;

const read: TargetImage = {
  image: 'ghcr.io/acme/shop:2',
  path: 'image:ghcr.io/acme/shop',
  digest: DIGEST,
  imageDigest: DIGEST,
  platform: 'linux/amd64',
  base: { name: 'docker.io/library/alpine:3.20' },
  source: 'https://github.com/acme/shop',
  signatures: 1,
  sbom: 'read',
  components: 12,
  lookedAt: '2026-01-05T00:00:00.000Z',
};

const show = async (...images: TargetImage[]) => {
  backend.get('/targets/component/default/checkout', aTargetDetail({ images }));
  backend.get('/findings', aPage([aFinding()]));
  renderPart(<EntitySecurityContent />);
  await userEvent.click(await screen.findByRole('button', { name: /^Images/ }));
  return within(await screen.findByRole('list', { name: 'Images' }));
};

describe('images of a service', () => {
  it('tell what they are built on, and that a signature was not verified', async () => {
    const list = await show(read);
    expect(
      screen.getByText('ghcr.io/acme/shop:2: 12 packages from its SBOM'),
    ).toBeInTheDocument();
    expect(list.getByText('docker.io/library/alpine:3.20')).toBeInTheDocument();
    expect(list.getByText('Signed, not verified')).toBeInTheDocument();
    expect(
      list.getByRole('link', { name: 'https://github.com/acme/shop' }),
    ).toHaveAttribute('href', 'https://github.com/acme/shop');
  });

  it('tell what signatures come to, where they are verified', async () => {
    const reason =
      'It is signed by https://github.com/acme/shop/release.yml, as GitHub vouches';
    const list = await show({
      ...read,
      provenance: { outcome: 'verified', reason },
    });
    expect(list.getByText('Verified')).toBeInTheDocument();
    expect(list.getByText(reason, { exact: false })).toBeInTheDocument();
    expect(list.queryByText(/not verified/)).not.toBeInTheDocument();
  });

  it('say that no SBOM is attached, and what cannot be read', async () => {
    const list = await show(
      { ...read, sbom: 'none', components: 0, signatures: 0 },
      {
        ...read,
        image: 'ghcr.io/acme/desk:1',
        path: 'image:ghcr.io/acme/desk',
        error: 'The registry ghcr.io cannot be read: ECONNREFUSED',
        source: 'data:text/html,alert',
      },
    );
    expect(list.getByText(/^No SBOM is attached/)).toBeInTheDocument();
    expect(
      list.getByText(
        'The image could not be read: The registry ghcr.io cannot be read: ECONNREFUSED',
      ),
    ).toBeInTheDocument();
    expect(list.getByText(/^12 packages from the last/)).toBeInTheDocument();
    // What a label says is no address before it looks like one.
    expect(
      list.queryByRole('link', { name: /^data:/ }),
    ).not.toBeInTheDocument();
  });
});
