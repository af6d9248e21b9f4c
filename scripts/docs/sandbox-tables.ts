import { methods } from '../../sandbox/slack/web-api/routes.ts';
import { documentedErrors } from '../../sandbox/zoom/documented-errors.ts';
import { routes } from '../../sandbox/zoom/routes.ts';
import { cell } from './markdown.ts';

/** The sandbox's page with the tables that follow from its code put in, each between its two comments. */
export function withTables(page: string): string {
  return putIn(putIn(page, 'slack methods', slackTable()), 'zoom operations', zoomTable());
}

function putIn(page: string, name: string, table: string): string {
  const [before, rest] = page.split(`<!-- ${name} -->`);
  const [, after] = rest?.split(`<!-- /${name} -->`) ?? [];
  if (after === undefined) throw new Error(`docs/sandbox.md has no section for: ${name}`);
  return `${before}<!-- ${name} -->\n${table}\n<!-- /${name} -->${after}`;
}

function slackTable(): string {
  const rows = Object.entries(methods).sort(([a], [b]) => (a < b ? -1 : 1));
  return lines(
    ['method', 'scope', 'needs', 'calls a minute'],
    rows.map(([name, method]) => {
      const scopes = [...method.scopes, ...Object.values(method.scopesByKind ?? {})].map(code);
      const kind = {
        bot: scopes.join(', ') || '(bot token)',
        app: `${scopes.join(', ')} (app token)`,
        config: '(app configuration token)',
        any: '(any token)',
        none: '(no token)',
      };
      return [
        code(name),
        kind[method.token],
        (method.required ?? []).map(code).join(', '),
        String(method.perMinute ?? ''),
      ];
    }),
  );
}

function zoomTable(): string {
  return lines(
    ['operation', 'request', 'scope', 'limit', 'documented faults'],
    routes.map((route) => {
      const faults = documentedErrors.filter((row) => row.operation === route.operation).length;
      const { operation, method, path, scope, rate } = route;
      return [code(operation), code(`${method} ${path}`), code(scope), rate, faults ? String(faults) : ''];
    }),
  );
}

const code = (text: string) => `\`${text}\``;

function lines(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
