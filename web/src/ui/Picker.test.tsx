import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { languages } from 'virtual:languages';
import { createFigureWords } from '../words/figures.ts';
import { createFormat } from '../words/format.ts';
import { LanguageContext } from '../words/useLanguage.ts';
import { createWords } from '../words/words.ts';
import { Picker } from './Picker.tsx';

const FRUIT = ['apple', 'pear', 'plum'].map((id) => ({ id, label: id }));

function Basket() {
  const [chosen, setChosen] = useState('pear');
  const [sought, setSought] = useState('');
  const options = FRUIT.filter(({ label }) => label.includes(sought));
  return <Picker label="Fruit" options={options} chosen={FRUIT.find(({ id }) => id === chosen)} onChoose={setChosen} onSearch={setSought} />;
}

beforeEach(async () => {
  const messages = await languages['en']?.();
  const words = createWords('en', messages?.messages ?? {});
  const format = createFormat('en');
  render(
    <LanguageContext value={{ words, format, figures: createFigureWords(format, words), choose: async () => {} }}>
      <Basket />
    </LanguageContext>,
  );
});
afterEach(cleanup);

const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Fruit' });
const active = () => document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent;

it('opens at the chosen one, moves by arrows and chooses by Enter, with the focus in the field', () => {
  expect(field().value).toBe('pear');
  expect(screen.queryByRole('listbox')).toBeNull();
  fireEvent.keyDown(field(), { key: 'ArrowDown' });
  expect(active()).toBe('pear');
  fireEvent.keyDown(field(), { key: 'ArrowDown' });
  expect(active()).toBe('plum');
  fireEvent.keyDown(field(), { key: 'Enter' });
  expect(field().value).toBe('plum');
  expect(field().getAttribute('aria-expanded')).toBe('false');
});

it('searches by what is typed, says when nothing fits, and Escape brings the chosen one back', async () => {
  fireEvent.change(field(), { target: { value: 'app' } });
  await within(screen.getByRole('listbox')).findByRole('option', { name: 'apple' });
  await expect.poll(() => screen.getAllByRole('option').length).toBe(1);
  fireEvent.change(field(), { target: { value: 'appz' } });
  expect((await screen.findByText('Nothing fits what you typed.')).textContent).toBeTruthy();
  fireEvent.keyDown(field(), { key: 'Escape' });
  expect(field().value).toBe('pear');
  fireEvent.click(field());
  fireEvent.click(await screen.findByRole('option', { name: 'apple' }));
  expect(field().value).toBe('apple');
});
