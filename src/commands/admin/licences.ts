import { text } from '../../languages/text.ts';
import { keptThoughUnused } from '../../licences/report/figures.ts';
import { keptAnswer, notCountedAnswer, reportAnswer } from '../../licences/report/report-answer.ts';
import type { Report } from '../../licences/report/reports.ts';
import type { Answer } from '../../views/answer.ts';
import { md } from '../../views/mrkdwn.ts';
import type { ReadContext } from '../context.ts';
import { read } from '../define-command.ts';
import { readOneWord } from '../parse/one-word.ts';
import { sendLicencesFile } from './licences-file.ts';

/** The parts of the report that can be asked for by name. */
type Part = 'report' | 'kept' | 'chart' | 'csv' | 'refresh';

/** What people call them. */
const parts: Readonly<Record<string, Part>> = {
  report: 'report',
  idle: 'report',
  unused: 'report',
  kept: 'kept',
  exempt: 'kept',
  never: 'kept',
  protected: 'kept',
  chart: 'chart',
  graph: 'chart',
  picture: 'chart',
  trend: 'chart',
  csv: 'csv',
  file: 'csv',
  export: 'csv',
  download: 'csv',
  refresh: 'refresh',
  scan: 'refresh',
  count: 'refresh',
  update: 'refresh',
};

/** Words around them. */
const AROUND = /^(the|as|a|all|who|is|are|show|me|my|and|licen[cs]es?|people|seats?|now|zoom|taken)$/;

/** Licences in use, idle ones, what they cost, and the renewal. */
export const licences = read({
  name: 'licences',
  title: text`Licence report`,
  summary: text`Show licences in use and idle, what they cost, and how many to buy`,
  examples: [
    text`licences`,
    text`licences kept`,
    text`licences chart`,
    text`licences csv`,
    text`licences refresh`,
  ],
  family: 'licences',
  // Not a choice: a button answers with the report at once, without a form.
  fields: [
    {
      name: 'show',
      label: text`What to show`,
      kind: 'text',
      optional: true,
      maxLength: 40,
      hint: text`report, kept, chart, csv or refresh.`,
    },
  ],
  submit: text`Show`,
  subject: 'nobody',
  access: 'admin',
  operations: ['listUsers'],
  parseArgs: (words) => readOneWord(words, 'show', parts, AROUND),
  answer: async (context) => {
    const part = parts[context.values.show ?? 'report'] ?? 'report';
    if (part === 'refresh') await context.countLicences();
    if (part === 'chart') return sendChart(context);
    const report = await context.licences.latest();
    if (!report) return beginCounting(context, part);
    if (part === 'csv') return sendLicencesFile(context, report);
    if (part === 'kept') {
      return keptAnswer(report.figures, keptThoughUnused(report.review.seats, context.licences.policy));
    }
    return showReport(context, report);
  },
});

type Asked = Omit<ReadContext, 'values'>;

async function showReport(context: Asked, { review, figures, history }: Report): Promise<Answer> {
  const { now } = await context.calendar();
  const offers = (name: string) => context.catalogue.some(({ command }) => command.name === name);
  return reportAnswer({
    figures,
    seats: review.seats,
    progress: await context.licences.progress(),
    history,
    now,
    offers: { reclaim: offers('reclaim-licences'), waitingList: offers('waiting-list') },
  });
}

/** Nobody has to know that there is a count before there is a report. */
async function beginCounting(context: Asked, part: Part): Promise<Answer> {
  if (part !== 'refresh') await context.countLicences();
  return notCountedAnswer(await context.licences.progress());
}

async function sendChart({ licences, sendPicture }: Asked): Promise<Answer> {
  const { picture, words, days } = await licences.chart();
  if (days < 2) {
    return {
      title: md`There’s no chart yet`,
      lines: [md`${words}`],
      note: md`I count once a day; two days make a line.`,
    };
  }
  if (!picture) {
    return {
      title: md`I can’t draw the chart on this machine`,
      lines: [md`${words}`],
      note: md`The library for it has no version for this kind of machine; everything else works.`,
    };
  }
  await sendPicture('zoom-licences.png', picture, words);
  return { title: md`The chart is in your direct messages`, lines: [md`${words}`] };
}
