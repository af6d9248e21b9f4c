/** Prints what a script does and ends it, when that is what was asked for. */
export function answerHelp(help: string): void {
  if (!process.argv.slice(2).some((word) => word === '--help' || word === '-h')) return;
  process.stdout.write(help);
  process.exit(0);
}
