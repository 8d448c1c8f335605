import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { LANGUAGES } from '../../words/language.ts';
import { useLanguage } from '../../words/useLanguage.ts';

export function LanguageMenu() {
  const { words, choose } = useLanguage();
  const label = words.say('ui.shell.language');
  return (
    <Menu
      label={label}
      entries={LANGUAGES.map((tag) => ({ id: tag, label: words.say(`languages.${tag}`) }))}
      chosen={words.tag}
      onChoose={(tag) => void choose(tag)}
    >
      <IconButton icon="language" label={label} />
    </Menu>
  );
}
