import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { BgProvider, ButtonIcon } from '@backstage/ui';
import Drawer from '@material-ui/core/Drawer';
import { RiCloseLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { Surface } from '../surface/Surface';
import { supplyChainTranslationRef } from '../translation';
import styles from './drawer.module.css';

/** Of a drawer at the side of a page. @public */
export interface SideDrawerProps {
  open: boolean;
  onClose(): void;
  /** The name of the drawer for screen readers. */
  label: string;
  /** What stands at its head, beside the button that closes it. */
  head: ReactNode;
  children: ReactNode;
}

/**
 * A panel at the side of the page. Keeps the focus while it is open, gives it
 * back afterwards, and closes on Escape.
 *
 * @public
 */
export function SideDrawer(props: SideDrawerProps) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <Drawer
      anchor="right"
      open={props.open}
      onClose={props.onClose}
      PaperProps={{
        className: styles.paper,
        role: 'dialog',
        'aria-modal': true,
        'aria-label': props.label,
      }}
    >
      {/* Fields and buttons stand out from the ground that they are told of. */}
      <BgProvider bg="neutral-1">
        <Surface>
          <header className={styles.head}>
            <div className={styles.headText}>{props.head}</div>
            <ButtonIcon
              size="small"
              variant="tertiary"
              icon={<RiCloseLine />}
              aria-label={t('drawer.close')}
              onPress={props.onClose}
            />
          </header>
          <div className={styles.body}>{props.children}</div>
        </Surface>
      </BgProvider>
    </Drawer>
  );
}
