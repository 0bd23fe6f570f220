// node hostile.mjs FILE.html…: opens each page, presses every key stop, and tells what ran, asked or loaded. Nothing may.
import path from 'node:path';
import { launch, open } from './open.mjs';

const browser = await launch();
let bad = 0;
for (const given of process.argv.slice(2)) {
  const file = path.resolve(given);
  const { page, deeds } = await open(browser, file);
  const strange = await page.$$eval(
    'script:not(head>[type="application/ld+json"]),iframe,object,embed,img,svg,math,form,input,button,video,audio,base,template,portal,main link,main meta,main style',
    (all) => all.map((one) => one.outerHTML.slice(0, 80)),
  );
  const handlers = await page.$$eval('*', (all) =>
    all.flatMap((one) => [...one.attributes]).map((a) => a.name).filter((name) => name.startsWith('on') || name === 'style'));
  const links = await page.$$eval('a[href]', (all) =>
    all.map((a) => a.protocol).filter((p) => !['file:', 'http:', 'https:', 'mailto:', 'tel:'].includes(p)));
  for (const one of [...deeds, ...strange, ...handlers, ...links]) {
    console.log(`${given}: ${one}`);
    bad += 1;
  }
  await page.close();
}
await browser.close();
console.log(`${process.argv.length - 2} pages, ${bad} that ran or asked for something`);
process.exit(bad > 0 ? 1 : 0);
