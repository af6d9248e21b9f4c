import { conditionWords } from './conditions.ts';
import type { Note, PolicyReading } from './note.ts';
import { canTakeOver, type PolicyCommand, ruleFor } from './policy.ts';
import { isPublicMail } from './public-mail.ts';

/** What would let strangers or a single person into accounts without anybody having decided that. */
export function safetyMistakes(reading: PolicyReading): Note[] {
  const { policy, commands, unreadable } = reading;
  const rules = commands.filter(({ name }) => policy.commands[name] && !unreadable.has(`commands.${name}`));
  return [
    ...emailDomains(reading),
    ...rules.flatMap((command) => [...openedBelowAdmin(reading, command), ...alone(reading, command)]),
  ];
}

/** An address proves who somebody is only in the organisation's own domains. */
function emailDomains({ policy, unreadable }: PolicyReading): Note[] {
  if (unreadable.has('people')) return [];
  const path = ['people', 'email_domains'];
  if (policy.emailDomains.length === 0) {
    const says =
      'people.email_domains is missing: it lists the domains whose addresses say who somebody is. Add your own, such as people: { email_domains: [example.com] }.';
    return [{ path, says }];
  }
  return policy.emailDomains.flatMap((domain, i) => {
    if (!isPublicMail(domain)) return [];
    const says = `people.email_domains has ${domain}, where anybody can get an address. List your organisation’s own domains only.`;
    return [{ path: [...path, i], says }];
  });
}

/** What only admins run by default touches other people's accounts, or shows them. */
function openedBelowAdmin({ policy }: PolicyReading, { name, access }: PolicyCommand): Note[] {
  const set = policy.commands[name]?.access;
  if (access !== 'admin' || set === undefined || set === 'admin' || set === 'off') return [];
  const says = `${name} is for admins, and ${set} would open it to everybody. Use admin or off; with needed: 1 another person approves it.`;
  return [{ path: ['commands', name], says }];
}

function alone({ policy, unreadable }: PolicyReading, command: PolicyCommand): Note[] {
  const named = policy.commands[command.name]?.alone ?? [];
  const path = ['commands', command.name, 'alone'];
  if (named.length === 0) return [];
  if (!canTakeOver(command)) {
    const says = `${path.join('.')} has no effect: it is for commands that could take an account over. Remove it.`;
    return [{ path, says }];
  }
  if (unreadable.has('admins')) return [];
  return named.flatMap((id, i) => {
    if (policy.admins.includes(id)) return [];
    const says = `${path.join('.')} names ${id}, who is no admin. Only admins can do without a second person.`;
    return [{ path: [...path, i], says }];
  });
}

/** What is allowed on purpose and yet opens a way that the defaults close. */
export function safetyWarnings({ policy, commands, unreadable }: PolicyReading): Note[] {
  return commands.flatMap((command) => {
    const { name } = command;
    if (unreadable.has(`commands.${name}`)) return [];
    const { alone: named = [], breakGlass, when = [] } = policy.commands[name] ?? {};
    const { access } = ruleFor(policy, command);
    if (access === 'off') return [];
    const note = (key: string, says: string): Note => ({ path: ['commands', name, key], says });
    const notes: Note[] = [];
    if (access === 'self-service' && command.access !== 'self-service') {
      const says = OPENED[name] ?? 'everybody uses it without being asked';
      notes.push(note('access', `${name} is ${access}: ${says}.`));
    } else if (name === 'token' && access !== command.access) {
      notes.push(note('access', `${name} is ${access}: ${OPENED.token}.`));
    }
    for (const [i, { if: condition, set }] of when.entries()) {
      if (set.access !== 'self-service' || command.access === 'self-service') continue;
      const says = `${name} is self-service ${conditionWords(condition)}: ${OPENED[name] ?? 'everybody uses it without being asked'}.`;
      notes.push({ path: ['commands', name, 'when', i, 'access'], says });
    }
    if (canTakeOver(command) && breakGlass) {
      notes.push(
        note('break_glass', `${name} has break_glass: one stolen session of an admin is enough for it.`),
      );
    }
    if (canTakeOver(command) && named.length > 0) {
      const who = named.join(', ');
      notes.push(
        note(
          'alone',
          `${name} needs no second person when ${who} asks: one stolen session is enough for it.`,
        ),
      );
    }
    return notes;
  });
}

const OPENED: Readonly<Record<string, string>> = {
  'change-email':
    'whoever holds somebody’s Slack session can move their Zoom account to another address for good',
  token: 'whoever holds somebody’s Slack session can start meetings as that person',
  'request-license': 'everybody takes a licence without being asked',
};
