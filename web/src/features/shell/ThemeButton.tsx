import { useState } from 'react';
import { currentTheme, switchTheme } from '../../state/theme.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { useLanguage } from '../../words/useLanguage.ts';

export function ThemeButton() {
  const { words } = useLanguage();
  const [theme, setTheme] = useState(() => currentTheme(document.documentElement));
  return (
    <IconButton
      icon={theme === 'dark' ? 'sun' : 'moon'}
      label={words.say(theme === 'dark' ? 'ui.shell.light' : 'ui.shell.dark')}
      onPress={() => setTheme(switchTheme(document.documentElement, localStorage))}
    />
  );
}
