import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';

const seen = new Set<string>();

/** Preloaded by a test: says on stdout which packages a process loads, in step with its log. */
registerHooks({
  load(url, context, next) {
    const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
    if (name && !seen.has(name)) {
      seen.add(name);
      writeSync(1, `loads ${name}\n`);
    }
    return next(url, context);
  },
});
