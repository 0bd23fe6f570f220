// node check.mjs FILE.html…: for each file one line of JSON: what axe finds at WCAG 2.2 AA on a phone and a desktop, light
// and dark; what html-validate finds; whether the page is wider than the screen; whether keyboard, language links, anchors
// and print work; and what the page did that it should not.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { HtmlValidate } from 'html-validate';
import { launch, open } from './open.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const Tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'no-inline-style': 'off',
    'long-title': 'off', // how long a title is, is the writer's matter
    'tel-non-breaking': 'off', // numbers are as the policy writes them
  },
});

async function axeFindings(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((tags) => axe.run({ runOnly: { type: 'tag', values: tags } }), Tags);
  return violations.map((v) => `${v.id}: ${v.nodes[0].target.join(' ')}`);
}

const browser = await launch();
for (const given of process.argv.slice(2)) {
  const file = path.resolve(given);
  const found = { file: given, axe: [], html: [], page: [] };
  const report = await validator.validateString(readFileSync(file, 'utf8'));
  for (const result of report.results)
    for (const m of result.messages) found.html.push(`${m.ruleId}: ${m.message} (line ${m.line})`);
  for (const [width, height] of [[1280, 900], [390, 844], [320, 640]])
    for (const scheme of ['light', 'dark']) {
      const { page, deeds } = await open(browser, file, { width, height, scheme });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) found.page.push(`wider than ${width}: ${wide}`);
      found.page.push(...deeds);
      if (width !== 320) found.axe.push(...(await axeFindings(page)).map((one) => `${width} ${scheme} ${one}`));
      await page.close();
    }
  const { page } = await open(browser, file);
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement.className);
  if (first !== 'skip') found.page.push('the first stop of the keyboard is not the way past the links');
  await page.keyboard.press('Enter');
  // On a busy machine the page follows the key only after a while.
  await page.waitForFunction(() => location.hash === '#content', { timeout: 60_000 })
    .catch(() => found.page.push('the link past the links leads nowhere'));
  const links = await page.$$eval('a[href]', (all) => all.map((a) => a.getAttribute('href')));
  for (const link of links) {
    if (link.startsWith('#')) {
      if (!(await page.$(`[id="${link.slice(1)}"]`))) found.page.push(`no place is called ${link}`);
    } else if (!/^[a-z]+:/.test(link) && !existsSync(path.join(path.dirname(file), link))) {
      found.page.push(`no such file: ${link}`);
    }
  }
  for (const one of await page.$$eval('nav.languages a[hreflang]', (all) =>
    all.map((a) => [a.getAttribute('href'), a.getAttribute('hreflang')]))) {
    const { page: other } = await open(browser, path.join(path.dirname(file), one[0]));
    const lang = await other.evaluate(() => document.documentElement.lang);
    if (lang !== one[1]) found.page.push(`${one[0]} is not in ${one[1]}`);
    await other.close();
  }
  const pdf = Buffer.from(await page.pdf({ format: 'A4' }));
  if (pdf.subarray(0, 5).toString() !== '%PDF-') found.page.push('cannot be printed');
  await page.close();
  console.log(JSON.stringify(found));
}
await browser.close();
