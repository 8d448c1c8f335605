import { useAddress } from '../../state/useAddress.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { LANGUAGES } from '../../words/language.ts';
import { useLanguage } from '../../words/useLanguage.ts';

export function LanguageMenu() {
  const { words, choose } = useLanguage();
  const { address, change } = useAddress();
  const label = words.say('ui.shell.language');
  return (
    <Menu
      label={label}
      entries={LANGUAGES.map((tag) => ({ id: tag, label: words.say(`languages.${tag}`) }))}
      chosen={words.tag}
      onChoose={(tag) => {
        void choose(tag);
        // An address that asks for a language would win over the choice at the next start.
        if (address.lang) change({ lang: undefined }, { replace: true });
      }}
    >
      <IconButton icon="language" label={label} />
    </Menu>
  );
}
