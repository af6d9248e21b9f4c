import { english, inLanguage } from '../../languages/language.ts';
import { type Text, wordsOf } from '../../languages/text.ts';
import { mayGoBack } from '../../licences/report/report-answer.ts';
import type { Report } from '../../licences/report/reports.ts';
import type { Seat } from '../../licences/review.ts';
import type { Answer } from '../../views/answer.ts';
import { md } from '../../views/mrkdwn.ts';
import type { ReadContext } from '../context.ts';

const columns: readonly {
  readonly head: string;
  readonly cell: (seat: Seat, idleAfter: number) => Text | string | number | null;
}[] = [
  { head: 'Name', cell: (seat) => seat.name },
  { head: 'Email', cell: (seat) => seat.email },
  { head: 'Department', cell: (seat) => seat.department },
  { head: 'Licence', cell: (seat) => seat.licence },
  { head: 'Days unused', cell: (seat) => seat.idleDays },
  { head: 'Last use', cell: (seat) => dayOf(seat.lastUse?.at ?? null) },
  { head: 'Known from', cell: (seat) => seat.lastUse?.what ?? '' },
  { head: 'May go back', cell: (seat, idleAfter) => mayGoBack(seat, idleAfter) },
  { head: 'Would also lose', cell: (seat) => seat.loses.map((one) => wordsOf(one)).join('; ') },
  { head: 'Licensed since', cell: (seat) => dayOf(seat.licensedSince) },
  { head: 'Account made', cell: (seat) => dayOf(seat.createdAt) },
  { head: 'Meetings in 6 months', cell: (seat) => hosted(seat, 'meetings') },
  { head: 'Participants', cell: (seat) => hosted(seat, 'participants') },
  { head: 'Minutes', cell: (seat) => hosted(seat, 'minutes') },
  { head: 'Zoom id', cell: (seat) => seat.zoomId },
];

/** Sends everybody with a licence as a file, and how they use it. */
export async function sendLicencesFile(
  { sendFile }: Pick<ReadContext, 'sendFile'>,
  { review, figures }: Report,
): Promise<Answer> {
  // Loaded on use: the library is not needed at start.
  const { csvLines } = await import('./csv.ts');
  const { seats, at } = review;
  const cells = (seat: Seat) =>
    columns.map(({ cell }) => {
      const words = cell(seat, figures.idleAfter) ?? '';
      return typeof words === 'number' ? `${words}` : wordsOf(words);
    });
  // Always in English: programs read the file, and people with other languages get it.
  const rows = inLanguage(english, () => seats.map(cells));
  const content = Buffer.from(csvLines([columns.map(({ head }) => head), ...rows]));
  const isOne = seats.length === 1;
  await sendFile(
    `zoom-licences-${dayOf(at)}.csv`,
    content,
    isOne ? md`Everybody with a licence: 1 person.` : md`Everybody with a licence: ${seats.length} people.`,
  );
  return {
    title: md`The file is in your direct messages`,
    lines: [
      isOne
        ? md`It holds everybody with a licence, 1 person, and how they use it.`
        : md`It holds everybody with a licence, ${seats.length} people, and how they use it.`,
    ],
    note: md`Handle it with care: it holds names and addresses.`,
  };
}

/** Empty where the host reports may not be read: nothing is known then, which is not zero. */
function hosted({ spans }: Seat, what: 'meetings' | 'participants' | 'minutes'): number | null {
  return spans.length === 0 ? null : spans.reduce((sum, span) => sum + span[what], 0);
}

function dayOf(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString().slice(0, 10);
}
