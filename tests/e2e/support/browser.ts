import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The browser that comes from npm, unpacked into a folder of this project. It brings the system libraries it needs when it
 * believes to be on the platform that lacks them, and reads where to unpack from TMPDIR: both must be set before it is imported.
 * Sets the variables that the browser needs on every later launch.
 * @returns path of the executable
 */
export async function unpackBrowser(folder: string): Promise<string> {
  const home = join(folder, 'chromium');
  mkdirSync(home, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';
  process.env.TMPDIR = home;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const path = await chromium.executablePath();
    pointAtOwnFonts(join(home, 'fonts'));
    return path;
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** The fonts' own configuration names a fixed folder; without any font the browser ends itself at the first form field. */
function pointAtOwnFonts(fonts: string): void {
  const config = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fonts}</dir>
  <cachedir>${fonts}/cache</cachedir>
</fontconfig>
`;
  writeFileSync(join(fonts, 'fonts.conf'), config);
  process.env.FONTCONFIG_PATH = fonts;
}
