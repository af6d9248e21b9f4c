// An older Node ends with a stack trace about .ts files: `npm start`, `npm run setup` and the sandbox preload this.
if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    `Frontdesk needs Node 24; this is ${process.version}. On Linux npm ci brings it along, elsewhere install it first.\n`,
  );
  process.exit(1);
}
