import type { Address } from '../../state/address.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './ExperimentsPage.module.css';
import { EMPTY, FEWEST_GROUPS, isTwin, MOST_GROUPS, readGroups, writeGroups, type TypedGroup } from './groups.ts';
import { PlainField } from './PlainField.tsx';

/** Groups as one types them: members and successes, or mean and deviation. */
export function TypedGroups() {
  const { words, format } = useLanguage();
  const { address, change } = useAddress();
  const means = address['param.kind'] === 'means';
  const groups = readGroups(address['param.groups']);
  const put = (next: TypedGroup[], asMeans = means) =>
    change({ 'param.groups': writeGroups(next, asMeans) } as Partial<Address>, { replace: true });
  const edit = (position: number, parts: Partial<TypedGroup>) =>
    put(groups.map((group, at) => (at === position ? { ...group, ...parts } : group)));
  return (
    <div className={styles.form}>
      <Choice
        label={words.say('ui.experiments.kind')}
        options={[
          { id: 'shares', label: words.say('ui.experiments.shares') },
          { id: 'means', label: words.say('ui.experiments.means') },
        ]}
        chosen={means ? 'means' : 'shares'}
        onChoose={(kind) => change({ 'param.kind': kind, 'param.groups': undefined, 'param.effect': undefined } as Partial<Address>)}
      />
      {groups.map((group, position) => (
        <fieldset key={position} className={styles.group}>
          <legend>{words.say('ui.experiments.group', { number: format.number(position + 1) })}</legend>
          <PlainField
            text
            label={words.say('ui.experiments.name')}
            value={group.name}
            mistake={isTwin(groups, position) ? words.say('ui.experiments.same_name') : undefined}
            onChange={(name) => edit(position, { name })}
          />
          <PlainField label={words.say('ui.experiments.n')} value={group.n} onChange={(n) => edit(position, { n })} />
          <PlainField
            label={words.say(means ? 'ui.experiments.mean' : 'ui.experiments.successes')}
            value={group.first}
            onChange={(first) => edit(position, { first })}
          />
          {means && (
            <PlainField
              label={words.say('ui.experiments.deviation')}
              value={group.second}
              onChange={(second) => edit(position, { second })}
            />
          )}
        </fieldset>
      ))}
      <div className={styles.actions}>
        <Button isDisabled={groups.length >= MOST_GROUPS} onPress={() => put([...groups, { ...EMPTY, name: letter(groups.length) }])}>
          {words.say('ui.experiments.add')}
        </Button>
        <Button isDisabled={groups.length <= FEWEST_GROUPS} onPress={() => put(groups.slice(0, -1))}>
          {words.say('ui.experiments.remove')}
        </Button>
      </div>
    </div>
  );
}

const letter = (position: number) => String.fromCharCode('A'.charCodeAt(0) + position);
