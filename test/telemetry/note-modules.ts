import { registerHooks } from 'node:module';

/** Preloaded by a test: says on stderr which parts of OpenTelemetry a process loads. */
registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('@opentelemetry/')) process.stderr.write(`loads ${specifier}\n`);
    return next(specifier, context);
  },
});
