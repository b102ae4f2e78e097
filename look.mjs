import { chromium } from '@playwright/test';
const [base, ...paths] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath:'/usr/bin/chromium', args:['--no-sandbox','--disable-gpu','--disable-background-networking','--disable-component-update','--disable-sync','--disable-quic','--no-first-run'] });
const page = await browser.newPage({ viewport:{width:1360,height:900} });
const seen = new Map();
page.on('console', m => { if(['warning','error'].includes(m.type())) { const t=`${m.type()}: ${m.text().slice(0,300)}`; seen.set(t,(seen.get(t)??0)+1);} });
page.on('pageerror', e => console.log('PAGEERROR', e.message.slice(0,500)));
let n=0;
for (const p of paths) {
  console.log('--', p);
  await page.goto(base+p,{timeout:90000}).catch(e=>console.log(e.message));
  await page.waitForTimeout(n===0?6000:1500);
  const enter = page.getByRole('button',{name:/enter/i}); if (await enter.count()) { await enter.first().click(); await page.waitForTimeout(4000); }
  await page.waitForTimeout(4000);
  await page.screenshot({ path:`/tmp/adopter/look-${process.env.TAG??''}${n++}.png` });
  console.log('main:', (await page.locator('main').allInnerTexts()).join(' | ').slice(0,250).replace(/\n/g,' / '));
  for (const [t,c] of seen) console.log(`  [${c}x] ${t}`); seen.clear();
}
await browser.close();
