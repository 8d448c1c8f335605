import { expect, it } from 'vitest';
import { freshDefinition } from './template.ts';

it('begins under a name that no file has', () => {
  expect(freshDefinition([]).path).toBe('metrics/revenue/large_orders.yaml');
  const third = freshDefinition(['metrics/revenue/large_orders.yaml', 'metrics/revenue/large_orders_2.yaml']);
  expect(third.path).toBe('metrics/revenue/large_orders_3.yaml');
  expect(third.text).toMatch(/^id: large_orders_3\nfamily: revenue\n/);
});
