import { startBot } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';

/** The bot as it runs in earnest; it tells its port to the bench. */
const bot = await startBot(loadConfig(process.env));
process.send?.(bot.port);
