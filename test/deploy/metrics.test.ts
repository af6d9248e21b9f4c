import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { storeScan } from '../journeys/licence-support.ts';
import { useWorkplace } from '../journeys/use-workplace.ts';
import { reply } from '../support/workplace.ts';
import { type Scrape, scrape } from '../telemetry/scrape.ts';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly description: string };
}
interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

const rules: Rule[] = parse(readFileSync('deploy/prometheus/alerts.yml', 'utf8')).groups[0].rules;
const dashboard = JSON.parse(readFileSync('deploy/grafana/frontdesk.json', 'utf8')) as { panels: Panel[] };
const queries: [where: string, expr: string][] = [
  ...rules.map((rule): [string, string] => [rule.alert, rule.expr]),
  ...dashboard.panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }): [string, string] => [title, expr]),
  ),
];

const metricsIn = (expr: string) => expr.match(/\b(?:frontdesk|nodejs|process)_\w+/g) ?? [];
/** Labels that a query picks or groups by; those that Prometheus adds itself are left out. */
const labelsIn = (expr: string) => {
  const picked = [...expr.matchAll(/[{,]\s*(\w+)\s*(?:=~|!~|!=|=)/g)].map((match) => match[1] ?? '');
  const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap((match) => (match[1] ?? '').split(/,\s*/));
  return [...picked, ...grouped].filter((label) => !['instance', 'job', 'le'].includes(label));
};

const here = useWorkplace();
let metrics: Scrape;
beforeAll(async () => {
  await here.as('ada').command('/zoom status');
  await reply(here.as('ada'), /Ada/);
  await storeScan(here.place, 3_600_000);
  metrics = await scrape(here.place);
});

describe('alerts and dashboard', () => {
  test('query only metrics and labels that the bot has', () => {
    const declared = new Set([...metrics.text.matchAll(/^# TYPE (\w+) /gm)].map((match) => match[1]));
    for (const [where, expr] of queries) {
      const names = metricsIn(expr);
      expect.soft(names, where).not.toEqual([]);
      const unknown = names.filter(
        (name) => !declared.has(name) && !declared.has(name.replace(/_(bucket|sum|count)$/, '')),
      );
      expect.soft(unknown, `${where}: ${expr}`).toEqual([]);
      const series = [...metrics.series.keys()].filter((one) =>
        names.some((name) => one.startsWith(`${name}{`)),
      );
      const missing = labelsIn(expr).filter((label) => !series.some((one) => one.includes(`${label}="`)));
      expect.soft(missing, `${where}: ${expr}`).toEqual([]);
    }
  });

  test('every metric of the bot is on the dashboard or in an alert', () => {
    const used = new Set(
      queries.flatMap(([, expr]) => metricsIn(expr)).map((one) => one.replace(/_(bucket|sum|count)$/, '')),
    );
    const own = [...metrics.text.matchAll(/^# TYPE (frontdesk_\w+) /gm)].map((match) => match[1] ?? '');
    expect(own.filter((name) => !used.has(name))).toEqual([]);
  });

  test('every alert says what happened and what to do', () => {
    expect(rules.length).toBeGreaterThan(10);
    for (const { alert, labels, annotations } of rules) {
      expect(alert).toMatch(/^Frontdesk[A-Z]\w+$/);
      expect(['page', 'ticket']).toContain(labels.severity);
      for (const sentence of [annotations.summary, annotations.description])
        expect(sentence).toMatch(/^\S.*[.?]$/);
    }
  });
});
