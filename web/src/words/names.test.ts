import { describe, expect, it } from 'vitest';
import { names } from './names.ts';
import { createWords } from './words.ts';

const words = createWords('en', { 'ui.value.channel.partner': ['Partner'], 'ui.filter.not_set': ['not set'], 'ui.entity.ad_day': ['ad costs'] });

describe('the value of a dimension', () => {
  it('has a word where every system means the same by its code', () => {
    expect(names.value(words, 'partner', 'channel')).toBe('Partner');
    expect(names.value(words, 'partner', 'sales_channel')).toBe('Partner');
  });

  it('stands as it came where somebody gave it as a name', () => {
    expect(names.value(words, 'partner', 'segment')).toBe('partner');
    expect(names.value(words, 'partner')).toBe('partner');
  });

  it('is a country by its code only as a country', () => {
    expect(names.value(words, 'DE', 'country')).toBe('Germany');
    expect(names.value(words, 'DE', 'segment')).toBe('DE');
  });

  it('is not set where there is none', () => expect(names.value(words, '', 'channel')).toBe('not set'));
});

describe('what a metric needs', () => {
  it('is said with "or" where one of several is enough', () => {
    expect(names.need(words, 'ad_day.spend | cost_entry')).toBe('ad costs or cost_entry');
    expect(names.entities(words, 'ad_day.spend|ad_day.clicks')).toEqual(['ad costs']);
  });
});
