import { Sidebar, SidebarGroup, SidebarItem } from '@backstage/core-components';
import {
  RiApps2Line,
  RiMedalLine,
  RiMenuLine,
  RiScales3Line,
  RiShieldCheckLine,
} from '@remixicon/react';

/** The catalog, and the pages of the plugins. */
export function PortalSidebar() {
  return (
    <Sidebar>
      <SidebarGroup label="Menu" icon={<RiMenuLine />}>
        <SidebarItem icon={() => <RiApps2Line />} to="catalog" text="Catalog" />
        <SidebarItem
          icon={() => <RiShieldCheckLine />}
          to="supply-chain"
          text="Supply chain"
        />
        <SidebarItem
          icon={() => <RiScales3Line />}
          to="license-compliance"
          text="Compliance"
        />
        <SidebarItem
          icon={() => <RiMedalLine />}
          to="security-scorecards"
          text="Scorecards"
        />
      </SidebarGroup>
    </Sidebar>
  );
}
