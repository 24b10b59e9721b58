// Measures pages with Lighthouse, one after the other in one browser: reads an address a line, answers a line of JSON,
// the report or {"error"}. The first argument is a folder for the browser's profile, the others are the browser's flags.
import readline from 'node:readline';
import * as launcher from 'chrome-launcher';
import lighthouse from 'lighthouse';

const [userDataDir, ...chromeFlags] = process.argv.slice(2);
const chrome = await launcher.launch({ chromeFlags, userDataDir });
const options = {
  port: chrome.port,
  logLevel: 'silent',
  onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
  disableFullPageScreenshot: true,
};
for await (const url of readline.createInterface({ input: process.stdin })) {
  try {
    const { lhr } = await lighthouse(url, options);
    const { runtimeError, categories, audits } = lhr;
    console.log(JSON.stringify(runtimeError ? { error: runtimeError.message } : { categories, audits }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
chrome.kill();
