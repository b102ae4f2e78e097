import { chromium } from '@playwright/test';
const [base, ...paths] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath:'/usr/bin/chromium', args:['--no-sandbox','--disable-gpu','--disable-background-networking','--disable-component-update','--disable-sync','--disable-quic','--no-first-run'] });
const page = await browser.newPage({ viewport:{width:1360,height:900} });
await page.addInitScript(() => { for (const k of ['warn','error']) { const o=console[k]; console[k]=(...a)=>o.call(console, ...a.map(x=>typeof x==='string'?x.slice(0,1500):x), '\nSTACK '+new Error().stack.split('\n').slice(2).filter(l=>!/react-dom|scheduler/.test(l)).slice(0,8).map(l=>l.trim().replace(/webpack-internal:\/\/\/(\.\.\/)*(node_modules\/)?/,'')).join(' < ')); } });
const skip=/findDOMNode|registered as IconComponent|defaultProps|validateDOMNesting/;
page.on('console', m => { if(['warning','error'].includes(m.type()) && !skip.test(m.text())) console.log(m.type(), m.text().slice(0,2600)); });
page.on('pageerror', e => console.log('PAGEERROR', e.message.slice(0,500)));
let n=0;
for (const p of paths) {
  console.log('--', p);
  await page.goto(base+p,{timeout:90000}).catch(e=>console.log(e.message));
  await page.waitForTimeout(n===0?5000:1000);
  const enter = page.getByRole('button',{name:/enter/i}); if (await enter.count()) { await enter.first().click(); await page.waitForTimeout(4000); }
  await page.waitForTimeout(4000);
  await page.screenshot({ path:`/tmp/adopter/look2-${n++}.png` });
}
await browser.close();
