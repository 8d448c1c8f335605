import { describe, expect, it } from 'vitest';
import { isComplete, isTwin, readGroups, writeGroups } from './groups.ts';

describe('typed groups in the address', () => {
  it('come back as they were written, whatever their names hold', () => {
    const groups = [
      { name: 'A: old|new', n: '100', first: '5.2', second: '1.1' },
      { name: 'ب', n: '98', first: '5.9', second: '1.3' },
    ];
    expect(readGroups(writeGroups(groups, true))).toEqual(groups);
    expect(isComplete(groups, true)).toBe(true);
  });

  it('begin with two that are empty', () => {
    expect(readGroups(undefined).map(({ name }) => name)).toEqual(['A', 'B']);
    expect(isComplete(readGroups(undefined), false)).toBe(false);
  });

  it('leave the deviation out where successes are counted', () => {
    expect(writeGroups([{ name: 'A', n: '10', first: '1', second: '' }], false)).toBe('A:10:1');
  });

  it('are not asked while two have the same name', () => {
    const twins = readGroups('A:10:1|A :12:2|B:9:1');
    expect([0, 1, 2].map((position) => isTwin(twins, position))).toEqual([true, true, false]);
    expect(isComplete(twins, false)).toBe(false);
    expect(isComplete(readGroups('A:10:1|B:12:2'), false)).toBe(true);
  });
});
