import { startBot } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { report } from './report.ts';

/** The bot as `npm start` runs it. */
const bot = await startBot(loadConfig(process.env));
report(bot.port);
