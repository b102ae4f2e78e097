import { EntityLayout, EntitySwitch, isKind } from '@backstage/plugin-catalog';
import { Grid } from '@material-ui/core';
import {
  EntityLicensesCard,
  EntityLicensesContent,
} from '@safety-curtain/plugin-license-compliance/legacy';
import {
  EntityScorecardsCard,
  EntityScorecardsContent,
  GroupScorecardsCard,
} from '@safety-curtain/plugin-security-scorecards/legacy';
import {
  EntitySecurityCard,
  EntitySecurityContent,
} from '@safety-curtain/plugin-supply-chain/legacy';
import type { ReactNode } from 'react';

const overview = (...cards: ReactNode[]) => (
  <Grid container spacing={3}>
    {cards.map((card, index) => (
      <Grid key={index} item xs={12} md={6}>
        {card}
      </Grid>
    ))}
  </Grid>
);

const componentPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      {overview(
        <EntitySecurityCard />,
        <EntityLicensesCard />,
        <EntityScorecardsCard />,
      )}
    </EntityLayout.Route>
    <EntityLayout.Route path="/security" title="Security">
      <EntitySecurityContent />
    </EntityLayout.Route>
    <EntityLayout.Route path="/licenses" title="Licenses">
      <EntityLicensesContent />
    </EntityLayout.Route>
    <EntityLayout.Route path="/scorecards" title="Scorecards">
      <EntityScorecardsContent />
    </EntityLayout.Route>
  </EntityLayout>
);

const groupPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      {overview(<GroupScorecardsCard />)}
    </EntityLayout.Route>
  </EntityLayout>
);

/** Tabs and cards of components; the card of groups and of whatever else has services below it. */
export const entityPage = (
  <EntitySwitch>
    <EntitySwitch.Case if={isKind('component')} children={componentPage} />
    <EntitySwitch.Case children={groupPage} />
  </EntitySwitch>
);
