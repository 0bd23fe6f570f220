// A page in Debian's Chromium, with everything noted that a statement must not do.
import puppeteer from 'puppeteer-core';

export const launch = () =>
  puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    protocolTimeout: 600_000, // a busy machine is no fault of a page
  });

/** Opens `file`; `deeds` are dialogs, requests other than for the file, errors, and scripts that ran. */
export async function open(browser, file, { width = 1280, height = 900, scheme = 'light' } = {}) {
  const page = await browser.newPage();
  const deeds = [];
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  page.on('dialog', async (dialog) => {
    deeds.push(`dialog ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url().startsWith('data:image/')) return; // in the page already
    if (request.url().split('#')[0] !== `file://${encodeURI(file)}`) deeds.push(`request ${request.url()}`);
  });
  page.on('pageerror', (error) => deeds.push(`script ${error.message}`));
  page.on('console', (message) => deeds.push(`console ${message.text()}`));
  await page.goto(`file://${encodeURI(file)}`, { waitUntil: 'load' });
  return { page, deeds };
}
