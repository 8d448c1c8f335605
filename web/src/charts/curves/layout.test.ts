import { expect, it } from 'vitest';
import { layoutCurves, type Curve } from './layout.ts';

const curve = (key: string, values: (number | null)[], unfinished = false): Curve => ({ key, values, unfinished });
const size = { width: 342, height: 140, labelWidth: 20 };

it('puts all curves on one scale from zero', () => {
  const layout = layoutCurves([curve('a', [1, 0.5])], curve('all', [1, 0.5, 0.25]), size);
  // The plot is 300 wide from 30, 100 high from 10.
  expect(layout.main.solid).toBe('M30,10L180,60L330,85');
  expect(layout.paths[0]).toMatchObject({ path: 'M30,10L180,60', x: 180, y: 60 });
  expect(layout.stepTicks.map(({ step }) => step)).toEqual([0, 1, 2]);
});

it('draws an unfinished end apart, and gaps as gaps', () => {
  const layout = layoutCurves([curve('a', [1, null, 0.5])], curve('all', [1, 0.5, 0.25, null], true), { ...size, width: 342 });
  expect(layout.main).toEqual({ solid: 'M30,10L130,60', dashed: 'M130,60L230,85' });
  expect(layout.paths[0]?.path).toBe('M30,10ZM230,60Z');
});
