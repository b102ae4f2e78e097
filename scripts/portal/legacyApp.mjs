import { replacing } from './replacing.mjs';

const routes = [
  ['license-compliance', 'LicenseCompliancePage'],
  ['security-scorecards', 'SecurityScorecardsPage'],
  ['supply-chain', 'SupplyChainPage'],
];

const icons = ['Gavel', 'Security', 'Star'];

const entityParts = `import {
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
`;

const tabs = `<EntityLayout.Route path="/security" title="Security">
      <EntitySecurityContent />
    </EntityLayout.Route>
    <EntityLayout.Route path="/licenses" title="Licenses">
      <EntityLicensesContent />
    </EntityLayout.Route>
    <EntityLayout.Route path="/scorecards" title="Scorecards">
      <EntityScorecardsContent />
    </EntityLayout.Route>

    `;

const cards = `
    <Grid item md={6}>
      <EntitySecurityCard />
    </Grid>
    <Grid item md={6}>
      <EntityLicensesCard />
    </Grid>
    <Grid item md={6}>
      <EntityScorecardsCard />
    </Grid>`;

const groupCard = `
        <Grid item xs={12} md={6}>
          <GroupScorecardsCard />
        </Grid>`;

const searchTypes = `
                {
                  value: 'supply-chain-findings',
                  name: 'Security findings',
                  icon: <SecurityIcon />,
                },
                {
                  value: 'supply-chain-scorecard',
                  name: 'Scorecards',
                  icon: <StarIcon />,
                },`;

const sidebar = `
        <SidebarItem icon={SecurityIcon} to="supply-chain" text="Supply chain" />
        <SidebarItem icon={GavelIcon} to="license-compliance" text="Compliance" />
        <SidebarItem icon={StarIcon} to="security-scorecards" text="Scorecards" />`;

const before = (anchor, added, from) =>
  replacing(anchor, `${added}${anchor}`, from);
const after = (anchor, added, from) =>
  replacing(anchor, `${anchor}${added}`, from);

const lines = (items, lineOf) =>
  items.map(item => `${lineOf(item)}\n`).join('');
const importOf = ([name, page]) =>
  `import { ${page} } from '@safety-curtain/plugin-${name}/legacy';`;
const routeOf = ([name, page]) =>
  `    <Route path="/${name}" element={<${page} />} />`;
const iconOf = icon => `import ${icon}Icon from '@material-ui/icons/${icon}';`;

/** Puts pages, tabs and cards into an app of the old front-end system. */
export function addToLegacyApp(edit) {
  const change = (file, ...changes) =>
    edit(`packages/app/src/${file}`, text =>
      changes.reduce((changed, each) => each(changed), text),
    );

  change(
    'App.tsx',
    before("import { apis } from './apis';", lines(routes, importOf)),
    before('  </FlatRoutes>', lines(routes, routeOf)),
  );
  change(
    'components/catalog/EntityPage.tsx',
    before('import { EntityTechdocsContent }', entityParts),
    ...['serviceEntityPage', 'websiteEntityPage', 'defaultEntityPage'].map(
      page =>
        before('<EntityLayout.Route path="/docs"', tabs, `const ${page} =`),
    ),
    after('<EntityAboutCard />\n    </Grid>', cards),
    ...['userPage', 'groupPage', 'systemPage', 'domainPage'].map(page =>
      after('{entityWarningContent}', groupCard, `const ${page} =`),
    ),
  );
  change(
    'components/Root/Root.tsx',
    before("import LogoFull from './LogoFull';", lines(icons, iconOf)),
    after('<SidebarScrollWrapper>', sidebar),
  );
  change(
    'components/search/SearchPage.tsx',
    before('import { SearchType }', `${lines(['Security', 'Star'], iconOf)}\n`),
    after('types={[', searchTypes),
  );
}
