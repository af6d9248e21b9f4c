import { createRequire } from 'node:module';
import type { Logger } from '../../log.ts';

/** Pixels for each unit of the drawing, so that it is sharp on a phone. */
const SCALE = 2;

/**
 * Makes a PNG of a drawing, without a browser. The library and the font are loaded when the first picture is drawn.
 *
 * @param svg texts in the font Lato
 * @returns `null` where the library does not run: it is native, and there is none for every machine
 */
export async function pictureOf(svg: string, logger: Pick<Logger, 'warn'>): Promise<Uint8Array | null> {
  try {
    const { renderAsync } = await import('@resvg/resvg-js');
    const require = createRequire(import.meta.url);
    const fontFiles = [
      require.resolve('@expo-google-fonts/lato/400Regular/Lato_400Regular.ttf'),
      require.resolve('@expo-google-fonts/lato/700Bold/Lato_700Bold.ttf'),
    ];
    const picture = await renderAsync(svg, {
      font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Lato' },
      fitTo: { mode: 'zoom', value: SCALE },
    });
    return picture.asPng();
  } catch (error) {
    logger.warn({ err: error }, 'the chart could not be drawn, so the report is without it');
    return null;
  }
}
