import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Hono } from 'hono';
import { browserModule } from './browser-module.ts';
import { vendorFile } from './vendor.ts';

const here = (path: string) => new URL(path, import.meta.url);

/** Folders and names of letters, digits and hyphens only: `..`, `%2e` and absolute paths cannot be written. */
const modulePath = /^(?:[a-z0-9-]+\/)*[a-z0-9-]+\.ts$/;
const stylePath = /^[a-z0-9-]+\.css$/;

/**
 * Serves the page of the local Slack: `/`, its modules under `/app/`, its styles under `/style/` and the few
 * libraries under `/vendor/`. Nothing is built: TypeScript loses its types on the way out.
 */
export function mountWeb(app: Hono): void {
  app.get('/', async (c) => {
    const page = await readFile(here('./index.html'), 'utf8');
    c.header('content-security-policy', contentSecurityPolicy(page));
    c.header('referrer-policy', 'no-referrer');
    return c.html(page, 200, fresh);
  });
  app.get('/app/*', async (c) => {
    const path = c.req.path.slice('/app/'.length);
    const code = modulePath.test(path) ? await browserModule(here(`./app/${path}`)) : undefined;
    return code === undefined ? c.notFound() : c.body(code, 200, { ...fresh, 'content-type': javascript });
  });
  app.get('/style/*', async (c) => {
    const path = c.req.path.slice('/style/'.length);
    const css = stylePath.test(path) ? await readIfThere(here(`./style/${path}`)) : undefined;
    return css === undefined ? c.notFound() : c.body(css, 200, { ...fresh, 'content-type': 'text/css' });
  });
  app.get('/vendor/:name', async (c) => {
    const file = vendorFile(c.req.param('name'));
    const code = file && (await readIfThere(file));
    return code === undefined ? c.notFound() : c.body(code, 200, { ...fresh, 'content-type': javascript });
  });
  app.get('/favicon.svg', async (c) => {
    const icon = await readFile(here('./favicon.svg'), 'utf8');
    return c.body(icon, 200, { ...fresh, 'content-type': 'image/svg+xml' });
  });
}

const javascript = 'text/javascript; charset=utf-8';
/** The page is for trying things out: what was just edited is what is shown. */
const fresh = { 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' };

/**
 * Everything from this server, nothing inline except the import map, which is allowed by its hash. Trusted
 * Types make a slip into `innerHTML` an error instead of a hole.
 */
function contentSecurityPolicy(page: string): string {
  const importMap = /<script type="importmap">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(importMap).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'self' 'sha256-${hash}'`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

async function readIfThere(file: URL): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}
