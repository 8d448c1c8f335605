/** Every page of the program, in one list. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { BoardPage } from './features/board/BoardPage.tsx';
import { NotFound } from './features/shell/NotFound.tsx';
import { Shell } from './features/shell/Shell.tsx';
import { readAddress, readSearch, writeSearch } from './state/address.ts';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, validateSearch: readAddress });

const page = <P extends string>(path: P, component: Parameters<typeof createRoute>[0]['component']) =>
  createRoute({ getParentRoute: () => root, path, component });

const metricPage = lazyRouteComponent(() => import('./features/metric/MetricPage.tsx'), 'MetricPage');
const behindPage = lazyRouteComponent(() => import('./features/metric/BehindPage.tsx'), 'BehindPage');
const metricsPage = lazyRouteComponent(() => import('./features/metrics/MetricsPage.tsx'), 'MetricsPage');
const cohortsPage = lazyRouteComponent(() => import('./features/cohorts/CohortPage.tsx'), 'CohortsPage');
const funnelPage = lazyRouteComponent(() => import('./features/funnel/FunnelPage.tsx'), 'FunnelsPage');
const customersPage = lazyRouteComponent(() => import('./features/customers/CustomersPage.tsx'), 'CustomersPage');
const customerPage = lazyRouteComponent(() => import('./features/customers/CustomerPage.tsx'), 'CustomerPage');
const calculatorPage = lazyRouteComponent(() => import('./features/calculator/CalculatorPage.tsx'), 'CalculatorPage');
const experimentsPage = lazyRouteComponent(() => import('./features/experiments/ExperimentsPage.tsx'), 'ExperimentsPage');
const goalsPage = lazyRouteComponent(() => import('./features/goals/GoalsPage.tsx'), 'GoalsPage');
const alertsPage = lazyRouteComponent(() => import('./features/alerts/AlertsPage.tsx'), 'AlertsPage');
const ownPage = lazyRouteComponent(() => import('./features/own/OwnPage.tsx'), 'OwnPage');
const importsPage = lazyRouteComponent(() => import('./features/imports/ImportsPage.tsx'), 'ImportsPage');
const importPage = lazyRouteComponent(() => import('./features/imports/ImportPage.tsx'), 'ImportPage');
const newImportPage = lazyRouteComponent(() => import('./features/imports/NewImportPage.tsx'), 'NewImportPage');

const routeTree = root.addChildren([
  page('/', BoardPage),
  page('/boards/$board', BoardPage),
  page('/metrics', metricsPage),
  page('/metrics/$metric', metricPage),
  page('/metrics/$metric/customers', behindPage),
  page('/cohorts', cohortsPage),
  page('/funnel', funnelPage),
  page('/customers', customersPage),
  page('/customers/$customer', customerPage),
  page('/calculator', calculatorPage),
  page('/experiments', experimentsPage),
  page('/alerts', alertsPage),
  page('/goals', goalsPage),
  page('/own', ownPage),
  page('/imports', importsPage),
  page('/imports/new', newImportPage),
  page('/imports/$import', importPage),
]);

export const router = createRouter({
  routeTree,
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  scrollRestoration: true,
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
