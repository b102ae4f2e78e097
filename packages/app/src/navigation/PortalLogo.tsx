import { Link, useSidebarOpenState } from '@backstage/core-components';
import styles from './PortalLogo.module.css';

/** A safety curtain, half lowered on a stage. */
function CurtainMark() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <path d="M2 4h28v4H2z" fill="#f2c14e" />
      <path d="M5 8h22v13H5z" fill="#d7443e" />
      <path
        d="M9.4 8v13M13.8 8v13M18.2 8v13M22.6 8v13"
        stroke="#8f2622"
        strokeWidth="1.4"
      />
      <path d="M5 21h22v2.4H5z" fill="#f2c14e" />
      <path d="M2 8h3v20H2zM27 8h3v20h-3zM5 26h22v2H5z" fill="#9aa5b1" />
    </svg>
  );
}

/** The mark at the head of the sidebar, with the name where there is room. */
export function PortalLogo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <div className={styles.logo}>
      <Link
        to="/"
        underline="none"
        className={styles.link}
        aria-label="Safety Curtain: home"
      >
        <CurtainMark />
        {isOpen && <span className={styles.name}>Safety Curtain</span>}
      </Link>
    </div>
  );
}
