import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import type { Hono } from 'hono';

const here = (path: string) => new URL(path, import.meta.url);

/** Folders and names of letters, digits and hyphens only: `..`, `%2e` and absolute paths can’t be written. */
const modulePath = /^(?:[a-z0-9-]+\/)*[a-z0-9-]+\.ts$/;
const stylePath = /^[a-z0-9-]+\.css$/;

/**
 * Serves the page of the local Slack: `/`, its modules under `/app/`, its styles under `/style/`, its font and
 * emoji under `/fonts/` and `/emoji/`, and the few libraries under `/vendor/`. Nothing is built: TypeScript loses its types on the way out.
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
  // A permalink opens the page at its message, as the person who used it last.
  app.get('/archives/:channel/:message', (c) => {
    const { channel, message } = c.req.param();
    return /^\w+$/.test(channel) && /^p\d+$/.test(message)
      ? c.redirect(`/#/me/${channel}/${message}`)
      : c.notFound();
  });
  app.get('/fonts/*', async (c) => {
    const path = c.req.path.slice('/fonts/'.length);
    const font = fontPath.test(path)
      ? await readBytes(import.meta.resolve('@fontsource/lato/400.css'), path)
      : undefined;
    const type = path.endsWith('.css') ? 'text/css' : 'font/woff2';
    return font === undefined ? c.notFound() : c.body(font, 200, { ...kept, 'content-type': type });
  });
  app.get('/emoji/:name', async (c) => {
    const name = c.req.param('name');
    const picture = emojiName.test(name)
      ? await readBytes(import.meta.resolve('@twemoji/svg/package.json'), name)
      : undefined;
    return picture === undefined
      ? c.notFound()
      : c.body(picture, 200, { ...kept, 'content-type': 'image/svg+xml' });
  });
  app.get('/favicon.svg', async (c) => {
    const icon = await readFile(here('./favicon.svg'), 'utf8');
    return c.body(icon, 200, { ...fresh, 'content-type': 'image/svg+xml' });
  });
}

/** Style sheets of the font, and the files that they name: each holds a part of the signs, fetched when one is met. */
const fontPath = /^(?:[a-z0-9-]+\.css|files\/[a-z0-9-]+\.woff2)$/;
/** The code points of an emoji. */
const emojiName = /^[0-9a-f]+(?:-[0-9a-f]+)*\.svg$/;

const javascript = 'text/javascript; charset=utf-8';
/** The page is for trying things out: what was just edited is what is shown. */
const fresh = { 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' };
/** Fonts and emoji stay what they are while the sandbox runs. */
const kept = { 'cache-control': 'max-age=3600', 'x-content-type-options': 'nosniff' };

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
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** A file that lies beside another one of its package. */
async function readBytes(beside: string, name: string): Promise<Buffer<ArrayBuffer> | undefined> {
  return readFile(new URL(name, beside)).catch(() => undefined);
}

async function readIfThere(file: URL): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

const cache = new Map<string, { mtimeMs: number; code: string }>();

/**
 * The JavaScript of a TypeScript file, its types blanked out, so that line numbers stay true in the browser's
 * developer tools. `undefined` when there is no such file.
 */
async function browserModule(file: URL): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const known = cache.get(file.href);
  if (known?.mtimeMs === found.mtimeMs) return known.code;
  const code = stripTypeScriptTypes(await readFile(file, 'utf8'), { mode: 'strip' });
  cache.set(file.href, { mtimeMs: found.mtimeMs, code });
  return code;
}

/** The libraries of the page, by the name that the import map of `index.html` gives them. */
const specifiers: Readonly<Record<string, string>> = {
  'preact.js': 'preact',
  'preact-hooks.js': 'preact/hooks',
  'htm.js': 'htm',
  'htm-preact.js': 'htm/preact',
};

/** Where the ES module of a library lies in `node_modules`; `undefined` for every name not listed above. */
function vendorFile(name: string): URL | undefined {
  const specifier = Object.hasOwn(specifiers, name) ? specifiers[name] : undefined;
  return specifier === undefined ? undefined : new URL(import.meta.resolve(specifier));
}
